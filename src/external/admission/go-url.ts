/**
 * The host of an address as Go's url.Parse finds it: empty when there is none, undefined when Go cannot read the text at all.
 * https://pkg.go.dev/net/url#Parse
 */
export function goUrlHost(text: string): string | undefined {
  const [, address = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(text) ?? []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses them in an address
  if (/[\x00-\x1f\x7f]/.test(address) || !hasWholeEscapes(fragment) || address.startsWith(':')) return undefined
  const [, scheme, rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s.exec(address) ?? []
  const path = rest.replace(/\?.*$/s, '')
  const isRooted = path.startsWith('/')
  // "localhost:8080" has the scheme localhost and nothing that Go would call a host
  if (!isRooted && scheme !== undefined) return ''
  if (!isRooted && path.split('/', 1)[0]?.includes(':')) return undefined
  const hasAuthority = path.startsWith('//') && (scheme !== undefined || !path.startsWith('///'))
  const [, authority = '', behind = ''] = hasAuthority ? (/^\/\/([^/]*)(.*)$/s.exec(path) ?? []) : ['', '', path]
  return hasWholeEscapes(behind) ? hostOf(authority) : undefined
}

function hostOf(authority: string): string | undefined {
  const [, user = '', host = ''] = /^(?:(.*)@)?([^@]*)$/s.exec(authority) ?? []
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) || !hasWholeEscapes(user)) return undefined
  // In brackets an IPv6 address, with its zone behind "%25"; elsewhere Go takes escapes of what is beyond ASCII, and of "%".
  const isAddress = /^\[[0-9A-Fa-f:.]+(%25[^%\]]+)?\](:\d*)?$/.test(host)
  const isName = /^([^:[\s\\^`{|}#/?%]|%25|%[89A-Fa-f][0-9A-Fa-f])*(:\d*)?$/.test(host)
  return isAddress || isName ? host.replace('%25', '%') : undefined
}

const hasWholeEscapes = (text: string) => !/%(?![0-9A-Fa-f]{2})/.test(text)
