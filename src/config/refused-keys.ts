interface Refusal {
  why: string
  hint: string
}

// A checkout may come from a stranger's pull request. What would let it run programs, read other credentials or send yours
// elsewhere has no place in .gsec.yaml, and whoever looks for it is told so.

const PROGRAM: Refusal = {
  why: '.gsec.yaml starts no programs, since a checkout may come from a stranger',
  hint: 'run it beside gsec, in your pipeline',
}
const KUBECONFIG: Refusal = {
  why: 'which kubeconfig is read is not for a checkout to say',
  hint: 'use --kubeconfig FILE or KUBECONFIG; "context" names one of its contexts',
}
const ENDPOINT: Refusal = {
  why: 'where credentials go is not for a checkout to say',
  hint: 'addresses come from flags, the environment and the kubeconfig; --allow-endpoint HOST trusts one of a store in the repository',
}
const SECRET: Refusal = {
  why: 'no secret lives in .gsec.yaml',
  hint: 'keep it in a file that git ignores, in the environment or at the provider',
}

const refusals = new Map<string, Refusal>()
for (const [refusal, keys] of [
  [PROGRAM, ['command', 'commands', 'cmd', 'exec', 'run', 'shell', 'script', 'hook', 'hooks', 'plugin', 'plugins', 'program', 'editor']],
  [KUBECONFIG, ['kubeconfig', 'kubeconfigpath']],
  [
    ENDPOINT,
    [
      'server',
      'serverurl',
      'url',
      'endpoint',
      'endpoints',
      'endpointurl',
      'address',
      'host',
      'vaulturl',
      'apiurl',
      'baseurl',
      'proxy',
      'proxyurl',
    ],
  ],
  [ENDPOINT, ['allowendpoint', 'cabundle', 'certificateauthority', 'insecure', 'insecurehttp', 'insecureskiptlsverify']],
  [
    SECRET,
    [
      'auth',
      'credentials',
      'password',
      'secret',
      'token',
      'privatekey',
      'accesskey',
      'secretkey',
      'apikey',
      'accesskeyid',
      'secretaccesskey',
    ],
  ],
] as const) {
  for (const key of keys) refusals.set(key, refusal)
}

/** Why a key that gsec does not know will never be one, or undefined when it is merely unknown. */
export function refusalOf(key: string): Refusal | undefined {
  return refusals.get(key.toLowerCase().replaceAll(/[-_]/g, ''))
}
