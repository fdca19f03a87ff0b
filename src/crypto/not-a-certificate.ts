import {X509Certificate} from 'node:crypto'
import type {CertificateFault} from './certificate-error.js'
import {mentionsPemBlock, type PemBlock, readPemBlocks} from './pem.js'

/** Types of PEM blocks that people give instead of a certificate. */
const TYPES: readonly [pattern: RegExp, fault: CertificateFault][] = [
  [/^CERTIFICATE$/, 'headers'],
  [/PRIVATE KEY$/, 'private-key'],
  [/PUBLIC KEY$/, 'public-key'],
  [/CERTIFICATE REQUEST$/, 'request'],
]

/** First words of texts that people give instead of a certificate. LS0tLS1CRUdJTi is base64 of "-----BEGIN". */
const OPENINGS: readonly [pattern: RegExp, fault: CertificateFault][] = [
  [/^\s*<(!doctype html|html|head|body|!--)/i, 'html'],
  [/^\s*LS0tLS1CRUdJTi/, 'base64'],
  [/^\s*[{[]|^(apiVersion|kind|data|items)\s*:/m, 'manifest'],
]

/** Says what bytes without a single certificate block are. */
export function faultOf(data: Uint8Array): CertificateFault {
  if (isUtf16(data)) return 'utf-16'
  if (isDer(data)) return 'der'
  const text = Buffer.from(data).toString('latin1')
  if (text.trim() === '') return 'empty'
  const blocks = readPemBlocks(data)
  const hasSoundCertificate = blocks.some(({type}) => type === 'CERTIFICATE')
  if (!hasSoundCertificate && mentionsPemBlock(data, 'CERTIFICATE')) return 'damaged'
  return faultOfBlocks(blocks) ?? (text.includes('-----BEGIN ') ? 'damaged' : faultOfText(text))
}

function faultOfBlocks(blocks: readonly PemBlock[]): CertificateFault | undefined {
  if (blocks.length === 0) return undefined
  const known = TYPES.find(([pattern]) => blocks.some(({type}) => pattern.test(type)))
  return known?.[1] ?? 'other-pem'
}

function faultOfText(text: string): CertificateFault {
  return OPENINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'not-pem'
}

/** PowerShell's `>` writes UTF-16: a byte order mark, or a zero beside every ASCII character. */
function isUtf16(data: Uint8Array): boolean {
  const [first, second] = data
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return (
    data.length >= 4 && (data[0] === 0) !== (data[1] === 0) && (data[0] === 0) === (data[2] === 0) && (data[1] === 0) === (data[3] === 0)
  )
}

function isDer(data: Uint8Array): boolean {
  // a sequence of at least 128 bytes; the second byte is no ASCII, so no text gets past
  if (data[0] !== 0x30 || (data[1] ?? 0) < 0x80) return false
  try {
    new X509Certificate(data)
    return true
  } catch {
    return false
  }
}
