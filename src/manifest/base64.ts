/** Where base64 text stops being base64: an offset in bytes, as Go's encoding/base64 reports it. */
export interface Base64Fault {
  faultAt: number
}

/**
 * Decodes standard base64 as Kubernetes does (Go's StdEncoding): padding is required, line breaks are skipped, the
 * URL-safe alphabet is refused.
 */
export function decodeBase64(text: string): Buffer | Base64Fault {
  const bytes = Buffer.from(text, 'base64')
  // the native decoder takes nearly anything; what it encodes back to the same text was right
  if (bytes.toString('base64') === text) return bytes
  const faultAt = findFault(Buffer.from(text, 'utf8'))
  return faultAt === undefined ? bytes : {faultAt}
}

const PAD = 0x3d

/** Walks quanta of four characters; undefined when all is well. */
function findFault(source: Buffer): number | undefined {
  let at = 0
  const skipBreaks = () => {
    while (at < source.length && isLineBreak(source[at])) at++
  }
  for (;;) {
    for (let filled = 0; filled < 4; ) {
      if (at === source.length) return filled === 0 ? undefined : at - filled
      const byte = source[at++]
      if (isLineBreak(byte)) continue
      if (byte === PAD) {
        if (filled < 2) return at - 1
        skipBreaks()
        if (filled === 2) {
          if (at === source.length) return at
          if (source[at] !== PAD) return at - 1
          at++
          skipBreaks()
        }
        return at < source.length ? at : undefined
      }
      if (!isAlphabet(byte)) return at - 1
      filled++
    }
  }
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d
}

function isAlphabet(byte = 0): boolean {
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
  return isLetter || (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2f
}
