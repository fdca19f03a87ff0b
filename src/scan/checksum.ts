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

/**
 * True when the last eight characters are the CRC-32 of what stands before their underscore, in hexadecimal and least byte
 * first, as Grafana makes the tokens of service accounts.
 * https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go
 */
export function endsWithHexCrc32(token: string): boolean {
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32LE(crc32(token.slice(0, -9)))
  return token.slice(-8) === checksum.toString('hex')
}

/**
 * True when the last six characters are the CRC-32 of those before them in base64 without padding, least byte first, as
 * Confluent makes its secrets: the sample of its documentation has that order.
 * https://docs.confluent.io/cloud/current/using/api-keys.html
 * @param body the secret after its prefix
 */
export function endsWithBase64Crc32(body: string): boolean {
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32LE(crc32(body.slice(0, -CHECKSUM_LENGTH)))
  return body.slice(-CHECKSUM_LENGTH) === checksum.toString('base64').slice(0, CHECKSUM_LENGTH)
}

const BECH32_DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const BECH32_GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/**
 * True when the last six characters are the checksum of a Bech32 string, as age writes its keys.
 * https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki#checksum
 */
export function endsWithBech32Checksum(text: string): boolean {
  const folded = text.toLowerCase()
  const separator = folded.lastIndexOf('1')
  const name = [...folded.slice(0, separator)].map(character => character.charCodeAt(0))
  const digits = [...folded.slice(separator + 1)].map(character => BECH32_DIGITS.indexOf(character))
  const values = [...name.map(code => code >> 5), 0, ...name.map(code => code & 31), ...digits]
  return !digits.includes(-1) && bech32Remainder(values) === 1
}

function bech32Remainder(values: readonly number[]): number {
  let rest = 1
  for (const value of values) {
    const top = rest >> 25
    rest = ((rest & 0x1ffffff) << 5) ^ value
    BECH32_GENERATOR.forEach((term, bit) => {
      if ((top >> bit) & 1) rest ^= term
    })
  }
  return rest
}
