import {GsecError} from '../errors.js'

export interface DecodedText {
  /** The text without a byte order mark. Places in it count from here, as editors do. */
  text: string
  /** What stood before the text: a UTF-8 byte order mark or nothing. Written back when a file is changed in place. */
  byteOrderMark: '' | '\ufeff'
}

const UTF8_MARK = [0xef, 0xbb, 0xbf]

/**
 * Reads bytes as UTF-8, and says what they are when they are not: PowerShell writes UTF-16 where one expects text.
 * @throws GsecError MANIFEST_INVALID
 */
export function decodeText(bytes: Uint8Array, path: string): DecodedText {
  const hasMark = UTF8_MARK.every((byte, index) => bytes[index] === byte)
  if (isUtf16(bytes)) {
    throw new GsecError('MANIFEST_INVALID', 'is UTF-16 text, Kubernetes reads UTF-8', {
      where: path,
      hint: 'save it as UTF-8; in PowerShell: Get-Content FILE | Out-File -Encoding utf8 NEW',
    })
  }
  try {
    const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(hasMark ? bytes.subarray(UTF8_MARK.length) : bytes)
    return {text, byteOrderMark: hasMark ? '\ufeff' : ''}
  } catch {
    throw new GsecError('MANIFEST_INVALID', 'is not UTF-8 text', {where: path, hint: 'a binary value belongs base64-encoded under data'})
  }
}

/** A byte order mark, or text whose every other byte is zero. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return bytes.length >= 4 && ((first === 0 && third === 0 && second !== 0) || (second === 0 && fourth === 0 && first !== 0))
}
