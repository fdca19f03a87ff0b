// https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
const REQUIRED_KEYS: Readonly<Record<string, {keys: readonly string[]; any?: boolean}>> = {
  'bootstrap.kubernetes.io/token': {keys: ['token-id', 'token-secret']},
  'kubernetes.io/basic-auth': {keys: ['username', 'password'], any: true},
  'kubernetes.io/dockercfg': {keys: ['.dockercfg']},
  'kubernetes.io/dockerconfigjson': {keys: ['.dockerconfigjson']},
  'kubernetes.io/ssh-auth': {keys: ['ssh-privatekey']},
  'kubernetes.io/tls': {keys: ['tls.crt', 'tls.key']},
}

/** What a Secret of a type lacks, in a sentence: the API server would refuse it. Undefined when all is there. */
export function typeFault(
  type: string | undefined,
  keys: readonly string[],
  annotations: Readonly<Record<string, string>>,
): string | undefined {
  if (type === 'kubernetes.io/service-account-token' && !annotations['kubernetes.io/service-account.name']) {
    return `a Secret of type ${type} needs the annotation kubernetes.io/service-account.name`
  }
  const required = REQUIRED_KEYS[type ?? '']
  const absent = required?.keys.filter(key => !keys.includes(key)) ?? []
  if (absent.length === 0 || (required?.any && absent.length < required.keys.length)) return undefined
  return `a Secret of type ${type} needs ${absent.join(required?.any ? ' or ' : ' and ')}; the API server will refuse it`
}
