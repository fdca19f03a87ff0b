import {BlockList, isIP} from 'node:net'
import {displayUrl, HttpError} from './http-error.js'

/** Variables by name, as in process.env. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for an address as Go programs (kubectl, kubeseal) choose it: HTTP_PROXY or HTTPS_PROXY by the address's
 * scheme, in upper or lower case, unless NO_PROXY names the host; never for this machine itself.
 * https://pkg.go.dev/golang.org/x/net/http/httpproxy
 *
 * @throws HttpError `proxy` when the variable is no address of an http or https proxy
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const value = environment[name] || environment[name.toLowerCase()]
  if (!value || isExempt(url, environment['NO_PROXY'] || environment['no_proxy'] || '')) return undefined
  return parseProxy(value, name, url)
}

function parseProxy(value: string, name: string, url: URL): URL {
  const proxy = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`)
  if (proxy && /^https?:$/.test(proxy.protocol)) return proxy
  throw new HttpError('proxy', `${name} is not the address of an http proxy`, {
    where: displayUrl(url),
    hint: `set ${name} to http://HOST:PORT; SOCKS proxies are not supported`,
  })
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (host === 'localhost' || isLoopback(host)) return true
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return noProxy
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(entry => entry !== '' && matches(entry, host, port))
}

/** One entry of NO_PROXY: `*`, a network, or a host, domain or address with or without a port. */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInNetwork(host, entry)
  const {name, wantedPort} = splitPort(entry)
  if (wantedPort !== undefined && wantedPort !== port) return false
  if (isIP(name)) return isInNetwork(host, `${name}/${isIP(name) === 4 ? 32 : 128}`)
  // "example.com" means the domain and all below it; ".example.com" and "*.example.com" only what is below.
  const domain = name.replace(/^\*\./, '.')
  return !isIP(host) && (domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`))
}

/** `host:80`, `[fd00::1]:80`; the colons of a bare IPv6 address are its own. */
function splitPort(entry: string): {name: string; wantedPort: string | undefined} {
  if (isIP(entry)) return {name: entry, wantedPort: undefined}
  const [, bracketed, plain, wantedPort] = /^(?:\[(.*)\]|(.*)):(\d+)$/.exec(entry) ?? []
  return {name: bracketed ?? plain ?? entry, wantedPort}
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', bits = ''] = network.split('/')
  if (!isIP(host) || !isIP(address) || !/^\d+$/.test(bits) || Number(bits) > (isIP(address) === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(address, Number(bits), family(address))
  return list.check(host, family(host))
}

function isLoopback(host: string): boolean {
  return isInNetwork(host, '127.0.0.0/8') || host === '::1'
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
