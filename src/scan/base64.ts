import type {Range, Text} from './text.js'

/** Shorter ones hold no token: 24 characters are 18 bytes. */
const SHORTEST = 24
const PROBED = 24

const IS_DIGIT = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') IS_DIGIT[character.charCodeAt(0)] = 1

/**
 * The runs of base64 in bytes that decode to text. A run of at least 24 digits covers every 24th byte, so most bytes are
 * never looked at; what is not text is given up after its first digits.
 */
export function* base64Runs(bytes: Buffer): Generator<Range> {
  let start = 0
  while (start + SHORTEST <= bytes.length) {
    let back = start + SHORTEST - 1
    while (back >= start && IS_DIGIT[bytes[back] as number] === 1) back--
    if (back >= start) {
      start = back + 1
      continue
    }
    let end = start + SHORTEST
    while (end < bytes.length && IS_DIGIT[bytes[end] as number] === 1) end++
    if (beginsText(bytes, start)) yield {start, end}
    start = end + 1
  }
}

function beginsText(bytes: Buffer, start: number): boolean {
  return isText(Buffer.from(bytes.toString('latin1', start, start + PROBED), 'base64'))
}

/** True for printable ASCII and white space. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every(byte => (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9)
}

/**
 * What a piece of text holds in base64, white space in it left out; undefined when it is no base64. URL-safe digits count too.
 * The content may be binary.
 */
export function decodeBase64(text: Text): Text | undefined {
  const {content} = text
  const packed = /\s/.test(content) ? content.replace(/\s+/g, '') : content
  if (packed.length < 2 || !isBase64(packed)) return undefined
  const decoded = Buffer.from(packed, 'base64').toString('latin1')
  let digits: Uint32Array | undefined
  const place = (digit: number): number => {
    if (packed === content) return Math.min(digit, content.length - 1)
    digits ??= digitOffsets(content, packed.length)
    return digits[Math.min(digit, packed.length - 1)] ?? 0
  }
  return text.derive(decoded, offset => ({
    start: place(Math.floor((offset * 4) / 3)),
    end: place(Math.ceil(((offset + 1) * 4) / 3) - 1) + 1,
  }))
}

/** The digits are checked at both ends and, of a long text, by what the decoder makes of it: it stops at what is none. */
function isBase64(packed: string): boolean {
  if (packed.length > 10_000) return /^[A-Za-z0-9+/_-]{1000}/.test(packed) && /[A-Za-z0-9+/_-]{1000}={0,2}$/.test(packed.slice(-1002))
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(packed) && packed.replace(/=+$/, '').length % 4 !== 1
}

function digitOffsets(content: string, count: number): Uint32Array {
  const offsets = new Uint32Array(count)
  let found = 0
  for (let at = 0; at < content.length; at++) if (content.charCodeAt(at) > 32) offsets[found++] = at
  return offsets
}
