import {Failure} from './failure.js'
import {quote} from './go-text.js'

/** What --cert names. A scheme of one letter is a Windows drive, so that is a file, too. */
export type CertificateAddress = {kind: 'file'; path: string} | {kind: 'address'; scheme: string}

/**
 * Tells a file from an address as kubeseal does, by reading it as a URL; hence a file name may not hold a stray `%`.
 * https://pkg.go.dev/net/url#Parse
 * @throws Failure in the words of Go's net/url
 */
export function readCertificateAddress(text: string): CertificateAddress {
  const beforeFragment = text.replace(/#.*$/s, '')
  const fragment = text.slice(beforeFragment.length + 1)
  const fault = addressFault(beforeFragment)
  if (fault) throw new Failure(`parse ${quote(beforeFragment)}: ${fault}`)
  const fragmentFault = escapeFault(fragment)
  if (fragmentFault) throw new Failure(`parse ${quote(text)}: ${fragmentFault}`)
  const scheme = schemeOf(text)
  return scheme.length > 1 ? {kind: 'address', scheme} : {kind: 'file', path: text}
}

function schemeOf(text: string): string {
  return (/^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1] ?? '').toLowerCase()
}

function addressFault(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'net/url: invalid control character in URL'
  if (text.startsWith(':')) return 'missing protocol scheme'
  const scheme = schemeOf(text)
  const rest = (scheme === '' ? text : text.slice(scheme.length + 1)).replace(/\?.*$/s, '')
  if (!rest.startsWith('/')) {
    if (scheme !== '') return undefined
    return /^[^/]*:/.test(rest) ? 'first path segment in URL cannot contain colon' : escapeFault(rest)
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return escapeFault(rest)
  const authority = rest.slice(2).replace(/\/.*$/s, '')
  return hostFault(authority.replace(/^.*@/s, '')) ?? escapeFault(rest.slice(2 + authority.length))
}

function escapeFault(text: string): string | undefined {
  const [stray] = /%(?![0-9a-f]{2}).{0,2}/is.exec(text) ?? []
  return stray === undefined ? undefined : `invalid URL escape ${quote(stray)}`
}

/** An address in brackets, or a name; then a port of digits. A name may escape nothing but bytes beyond ASCII. */
function hostFault(host: string): string | undefined {
  const isBracketed = host.startsWith('[')
  if (isBracketed && !host.includes(']')) return "missing ']' in host"
  const behind = isBracketed ? host.slice(host.lastIndexOf(']') + 1) : host.slice(host.replace(/:[^:]*$/, '').length)
  if (!/^(:[0-9]*)?$/.test(behind)) return `invalid port ${quote(behind)} after host`
  const name = isBracketed ? '' : host
  const [ascii] = /%[0-7][0-9a-f]/i.exec(name) ?? []
  const [odd] = /[^a-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/i.exec(host) ?? []
  if (escapeFault(name) || ascii !== undefined) return escapeFault(name) ?? `invalid URL escape ${quote(ascii ?? '')}`
  return odd === undefined ? undefined : `invalid character ${quote(odd)} in host name`
}
