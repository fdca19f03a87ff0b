/** What a signed JSON Web Token says of itself. */
export interface Claims {
  iss?: unknown
  sub?: unknown
  name?: unknown
  role?: unknown
  [name: string]: unknown
}

/** Header, claims and signature: RFC 7519, in the compact form of RFC 7515. Kubernetes' tokens are about 1,000 characters long. */
export const SIGNED_TOKEN =
  /(?<![A-Za-z0-9_.-])(?<secret>eyJ[A-Za-z0-9_-]{12,1000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{20,1500})(?![A-Za-z0-9_-])/g

/** The beginnings of a header in base64: `{"alg":`, `{"typ":`, `{"kid":`, `{"cty":`, `{"x5t":`, `{"jku":`. */
export const HEADER_WORDS: readonly string[] = ['eyjhbgcioi', 'eyj0exaioi', 'eyjrawqioi', 'eyjjdhkioi', 'eyj4nxqioi', 'eyjqa3uioi']

export const LONGEST_SIGNED_TOKEN = 6600

/** The claims of a token that is signed; undefined for anything else. */
export function claimsOf(token: string): Claims | undefined {
  const [header, payload] = token.split('.')
  const algorithm = decoded(header)?.['alg']
  return typeof algorithm === 'string' && algorithm !== 'none' ? decoded(payload) : undefined
}

function decoded(part = ''): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Kubernetes' issuer in the tokens of Secrets, and the claim in those that pods and `kubectl create token` get. */
export function isServiceAccount(claims: Claims): boolean {
  return claims.iss === 'kubernetes/serviceaccount' || isRecord(claims['kubernetes.io'])
}
