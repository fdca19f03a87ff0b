import {crc32} from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHECKSUM_LENGTH = 6

/**
 * True when the last six characters are the CRC-32 of those before them in base 62, as GitHub and npm make their tokens.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 * @param body the token after its prefix and underscore
 */
export function endsWithCrc32(body: string): boolean {
  return body.slice(-CHECKSUM_LENGTH) === crc32InBase62(body.slice(0, -CHECKSUM_LENGTH))
}

function crc32InBase62(text: string): string {
  let rest = crc32(text)
  let digits = ''
  while (digits.length < CHECKSUM_LENGTH) {
    digits = DIGITS.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}
