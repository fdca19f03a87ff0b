import {createHash} from 'node:crypto'
import {crc32} from 'node:zlib'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

const alphabets: Record<string, string> = {
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  digit: '0123456789',
  hex: '0123456789abcdef',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base32lower: 'abcdefghijklmnopqrstuvwxyz234567',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
}

/**
 * Replaces «alnum:24», «hex:40» and the like by characters that depend on the seed alone: no file in the repository
 * holds a whole key, and every run sees the same one. «crc32:6» becomes the checksum in base 62 of the letters and digits
 * before it, as GitHub's tokens end, and «crc32le» that of the word before its underscore in hexadecimal, least byte first, as Grafana's do;
 * «crc32base64» is that of the 54 characters of base64 before it, in base64, as Confluent's secrets end;
 * «base64(…)» becomes its content in base64, placeholders in it first, and «base64url(…)» as
 * the parts of a JWT are written. «bech32:age-secret-key-» becomes 32 bytes in Bech32 after that name, in capitals.
 */
export function expand(text: string, seed: string): string {
  const expanded = text.replace(/«([a-z0-9]+):(\d+)»/g, (whole, name: string, count: string) => {
    const alphabet = alphabets[name]
    return alphabet ? derive(alphabet, Number(count), `${seed}/${name}/${count}`) : whole
  })
  const keyed = expanded.replace(/«bech32:([a-z-]+)»/g, (_, name: string) => bech32(name, derive(BECH32, 51, seed)).toUpperCase())
  const checked = keyed.replace(/(\w*)_«crc32le»/g, (_, word: string) => `${word}_${leastByteFirst(crc32(word))}`)
  const ended = checked.replace(/([A-Za-z0-9+/]{54})«crc32base64»/g, (_, body: string) => body + inBase64(crc32(body)))
  return encodeAll(ended.replace(/([A-Za-z0-9]*)«crc32:6»/g, (_, body: string) => body + base62(crc32(body)).padStart(6, '0')))
}

function encodeAll(text: string): string {
  const encoded = text.replace(/«(base64|base64url)\(([^«»]*)\)»/g, (_, encoding: BufferEncoding, content: string) =>
    Buffer.from(content).toString(encoding),
  )
  return encoded === text ? text : encodeAll(encoded)
}

function base62(value: number): string {
  return value < 62 ? BASE62.charAt(value) : base62(Math.floor(value / 62)) + BASE62.charAt(value % 62)
}

function leastByteFirst(value: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes.toString('hex')
}

function inBase64(value: number): string {
  return Buffer.from(leastByteFirst(value), 'hex').toString('base64').replace(/=+$/, '')
}

/** BIP 173. @param digits 51 of them, after which one without the four bits that pad 32 bytes follows */
function bech32(name: string, digits: string): string {
  const data = [...`${digits}q`].map(digit => BECH32.indexOf(digit))
  const codes = [...name].map(character => character.charCodeAt(0))
  let sum = 1n
  for (const value of [...codes.map(code => code >> 5), 0, ...codes.map(code => code & 31), ...data, 0, 0, 0, 0, 0, 0]) {
    const top = sum >> 25n
    sum = ((sum & 0x1ffffffn) << 5n) ^ BigInt(value)
    for (const [bit, term] of [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n].entries()) {
      if ((top >> BigInt(bit)) & 1n) sum ^= term
    }
  }
  sum ^= 1n
  const check = [25n, 20n, 15n, 10n, 5n, 0n].map(shift => BECH32.charAt(Number((sum >> shift) & 31n))).join('')
  return `${name}1${digits}q${check}`
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
