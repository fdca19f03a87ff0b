import {createHash} from 'node:crypto'

const alphabets: Record<string, string> = {
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  digit: '0123456789',
  hex: '0123456789abcdef',
}

/**
 * Replaces «alnum:24», «hex:40» and the like by characters that depend on the seed alone: no file in the repository
 * holds a whole key, and every run sees the same one.
 */
export function expand(text: string, seed: string): string {
  return text.replace(/«([a-z]+):(\d+)»/g, (whole, name: string, count: string) => {
    const alphabet = alphabets[name]
    return alphabet ? derive(alphabet, Number(count), `${seed}/${name}/${count}`) : whole
  })
}

function derive(alphabet: string, count: number, seed: string): string {
  const unbiased = 256 - (256 % alphabet.length)
  let out = ''
  for (let block = 0; out.length < count; block++) {
    for (const byte of createHash('sha256').update(`${seed}/${block}`).digest()) {
      if (byte < unbiased) out += alphabet[byte % alphabet.length]
    }
  }
  return out.slice(0, count)
}
