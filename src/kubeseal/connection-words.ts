/** What makes plain http good enough. */
export const TRUST_HINT = 'use https, name the key in GSEC_CERT_FINGERPRINTS, or set GSEC_INSECURE_HTTP=1'

/**
 * Why a request came to nothing, as Go says it where that is known. Go names the address that it tried: behind a name
 * there may be several, so that nothing can be said.
 * @param reason in our own words
 */
export function connectionWords(reason: string, address: string): string {
  if (reason !== 'connection refused') return reason
  const {host, hostname, protocol} = new URL(address)
  if (!/^(\[.*\]|\d+(\.\d+){3})$/.test(hostname)) return reason
  const port = /:\d+$/.test(host) ? '' : protocol === 'https:' ? ':443' : ':80'
  return `dial tcp ${host}${port}: connect: ${reason}`
}
