import {decodeBase64} from '../../manifest/base64.js'
import type {Bytes} from '../../manifest/template/value.js'
import {ResolveFault, unverified} from './fault.js'

/**
 * Applies a decodingStrategy. Auto takes standard base64, else the URL alphabet, else the value as it is.
 * @throws ResolveFault decoding, with the byte at which the value stops being base64
 */
export function decodeValue(value: Bytes, strategy: string): Bytes {
  switch (strategy) {
    case '':
    case 'None':
      return value
    case 'Base64':
    case 'Base64URL': {
      const decoded = strategy === 'Base64' ? decodeBase64(value) : decodeBase64Url(value)
      if (Buffer.isBuffer(decoded)) return decoded.toString('latin1')
      throw new ResolveFault('decoding', `the value is no ${strategy === 'Base64' ? 'base64' : 'base64url'} (at byte ${decoded.faultAt})`)
    }
    case 'Auto': {
      const decoded = [decodeBase64(value), decodeBase64Url(value)].find(Buffer.isBuffer)
      return decoded ? decoded.toString('latin1') : value
    }
    default:
      throw unverified('gsec does not know this decodingStrategy')
  }
}

const TO_STANDARD: Readonly<Record<string, string>> = {'-': '+', _: '/', '+': '-', '/': '_'}

/** Go's URLEncoding: the same with - and _ for + and /, padding required. */
function decodeBase64Url(value: Bytes) {
  return decodeBase64(value.replace(/[-_+/]/g, character => TO_STANDARD[character] ?? ''))
}
