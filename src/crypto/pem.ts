// PEM as Go's encoding/pem reads it, and so as kubeseal and the controller do. OpenSSL and Node read it differently
// (first block of any kind, other rules for headers and white space); here the choice of the block must be kubeseal's.
// https://github.com/golang/go/blob/master/src/encoding/pem/pem.go (Go 1.26)

const BEGIN = '-----BEGIN '
const END = '\n-----END '
const DASHES = '-----'

export interface PemBlock {
  /** What stands after BEGIN: "CERTIFICATE", "RSA PRIVATE KEY". */
  type: string
  /** Lines `Name: value` before the body, as encrypted keys have. */
  headers: ReadonlyMap<string, string>
  bytes: Buffer
}

/** Where reading goes on, and the block that ended there if it was a sound one. */
interface Step {
  next: number
  block?: PemBlock
}

/**
 * All sound blocks in order. Text around them is skipped, and so is a block that is cut off, not base64 or whose END
 * names another type. Takes time linear in the input, whatever it holds.
 */
export function readPemBlocks(data: Uint8Array): PemBlock[] {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1')
  const blocks: PemBlock[] = []
  let start = 0
  for (;;) {
    const end = text.indexOf(END, start)
    if (end === -1) return blocks
    const step = readBlock(text, start, end)
    if (!step) return blocks
    if (step.block) blocks.push(step.block)
    start = step.next
  }
}

/** True when the text has a line that begins a block of this type, sound or not. */
export function mentionsPemBlock(data: Uint8Array, type: string): boolean {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(`${BEGIN}${type}${DASHES}`, 0, 'latin1')
}

/** The block that ends at `end`, the place of the line break before END. Undefined: nothing further can be read. */
function readBlock(text: string, start: number, end: number): Step | undefined {
  const afterEnd = end + END.length
  const unsound: Step = {next: afterEnd}
  // The last BEGIN before the END counts: an earlier one has no END of its own.
  const begin = text.slice(start, end).lastIndexOf(BEGIN)
  if (begin === -1 || (begin > 0 && text[start + begin - 1] !== '\n')) return unsound

  const typeLine = readLine(text, start + begin + BEGIN.length)
  if (!typeLine.text.endsWith(DASHES)) return unsound
  const type = typeLine.text.slice(0, -DASHES.length)

  const headed = readHeaders(text, typeLine.next)
  if (!headed || headed.bodyStart > afterEnd) return undefined
  const {headers, bodyStart} = headed
  if (headers.size > 0 && end < bodyStart) return unsound

  if (!text.startsWith(type + DASHES, afterEnd)) return unsound
  const tail = readLine(text, afterEnd + type.length + DASHES.length)
  if (tail.text !== '') return unsound

  const bytes = decodeBase64(text.slice(bodyStart, Math.max(bodyStart, end)))
  return bytes ? {next: tail.next, block: {type, headers, bytes}} : unsound
}

/** Every line with a colon, up to the first without; undefined when the text ends before that. */
function readHeaders(text: string, start: number): {headers: Map<string, string>; bodyStart: number} | undefined {
  const headers = new Map<string, string>()
  for (let at = start; at < text.length; ) {
    const line = readLine(text, at)
    const colon = line.text.indexOf(':')
    if (colon === -1) return {headers, bodyStart: at}
    headers.set(line.text.slice(0, colon).trim(), line.text.slice(colon + 1).trim())
    at = line.next
  }
  return undefined
}

/** One line without its line break and trailing blanks, and the start of the next. */
function readLine(text: string, start: number): {text: string; next: number} {
  const found = text.indexOf('\n', start)
  const end = found === -1 ? text.length : found
  const hasReturn = found > start && text[found - 1] === '\r'
  return {text: text.slice(start, hasReturn ? end - 1 : end).replace(/[ \t]+$/, ''), next: found === -1 ? end : found + 1}
}

/** Standard base64 with its padding, blanks and line breaks anywhere; Node's own decoder drops what it does not know. */
function decodeBase64(text: string): Buffer | undefined {
  const digits = text.replace(/[ \t\r\n]/g, '')
  const body = digits.replace(/={1,2}$/, '')
  if (digits.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(body)) return undefined
  return Buffer.from(digits, 'base64')
}
