/** How a flag's value is read. The names are those that the list of flags shows. */
export type FlagType =
  | 'bool'
  | 'string'
  | 'strings'
  | 'stringArray'
  | 'scope'
  | 'namespace'
  | 'Level'
  | 'severity'
  | 'moduleSpec'
  | 'traceLocation'
  | 'uint'

export interface FlagDefinition {
  name: string
  short?: string
  type: FlagType
  usage: string
  /** As the list of flags shows it; flags without one default to nothing, false or zero. */
  default?: string
  /** True for klog's flags: no environment variable sets them, and their messages are those of Go's own flag package. */
  isLogging?: true
  /** The flag whose value this one sets; it is left out of the list of flags. */
  deprecatedFor?: string
}

type Row = [name: string, type: FlagType, usage: string, extra?: Partial<FlagDefinition>]

// https://github.com/bitnami-labs/sealed-secrets/blob/v0.38.4/cmd/kubeseal/main.go (bindFlags)
const kubeseal: readonly Row[] = [
  ['version', 'bool', 'print the version and exit'],
  ['cert', 'string', 'file or URL of the certificate to seal for, instead of asking the controller'],
  ['controller-namespace', 'string', 'namespace of the controller', {default: 'kube-system'}],
  ['controller-name', 'string', 'name of the controller, that is of its Service', {default: 'sealed-secrets-controller'}],
  ['format', 'string', 'output format, json or yaml', {short: 'o', default: 'json'}],
  ['sealed-secret-file', 'string', 'file to write instead of standard output', {short: 'w'}],
  ['secret-file', 'string', 'file to read instead of standard input', {short: 'f'}],
  ['fetch-cert', 'bool', 'write the certificate as it is, to keep it for --cert'],
  ['allow-empty-data', 'bool', 'seal a Secret that has neither data nor stringData'],
  ['validate', 'bool', 'ask the controller whether it can decrypt the SealedSecrets in the input'],
  ['merge-into', 'string', 'add the items of the input to this SealedSecret file, in place'],
  ['raw', 'bool', 'seal one value and print it in base64'],
  ['name', 'string', 'name of the Secret; needed for --raw with scope strict'],
  ['from-file', 'strings', 'with --raw: the file that holds the value (/dev/stdin for a pipe); "key=file" is taken too'],
  ['kubeconfig', 'string', 'kubeconfig file; not needed inside a cluster'],
  [
    'scope',
    'scope',
    'strict, namespace-wide or cluster-wide; --raw has no other way to know it, a Secret may say it in the annotations sealedsecrets.bitnami.com/namespace-wide and sealedsecrets.bitnami.com/cluster-wide',
    {default: 'strict'},
  ],
  ['rotate', 'bool', '', {deprecatedFor: 're-encrypt'}],
  ['re-encrypt', 'bool', "have the controller encrypt the SealedSecrets in the input anew, for the cluster's latest key"],
  ['recovery-unseal', 'bool', 'decrypt the SealedSecret in the input with the keys of --recovery-private-key'],
  [
    'recovery-private-key',
    'strings',
    "private key files for --recovery-unseal, separated by commas or one a flag: PEM, or a backup of the controller's Secrets (JSON or YAML, also a List)",
  ],
  ['help', 'bool', 'print this list'],
]

// https://github.com/kubernetes/client-go/blob/v0.36.2/tools/clientcmd/overrides.go
const kubectl: readonly Row[] = [
  ['client-certificate', 'string', 'file of the client certificate for TLS'],
  ['client-key', 'string', 'file of the client key for TLS'],
  ['token', 'string', 'bearer token for the API server'],
  ['as', 'string', 'user to act as'],
  ['as-uid', 'string', 'UID to act as'],
  ['as-group', 'stringArray', 'group to act as; may be given several times'],
  ['username', 'string', 'user name for basic authentication'],
  ['password', 'string', 'password for basic authentication'],
  ['server', 'string', 'address of the API server'],
  ['certificate-authority', 'string', "file of the certificate authority for the API server's certificate"],
  ['insecure-skip-tls-verify', 'bool', "take any certificate of the API server; the connection is then open to others' eyes"],
  ['tls-server-name', 'string', "name to expect in the API server's certificate instead of its host name"],
  ['proxy-url', 'string', 'proxy on the way to the API server'],
  ['disable-compression', 'bool', 'do not ask the API server for compressed answers'],
  ['cluster', 'string', 'cluster of the kubeconfig to use'],
  ['user', 'string', 'user of the kubeconfig to use'],
  ['namespace', 'namespace', 'namespace to work in', {short: 'n'}],
  ['context', 'string', 'context of the kubeconfig to use'],
  ['request-timeout', 'string', 'how long to wait for one answer of the API server, as 1s, 2m or 3h; 0 waits for ever', {default: '0'}],
]

// https://github.com/kubernetes/klog/blob/v2.140.0/klog.go (InitFlags)
const klog: readonly Row[] = [
  ['add_dir_header', 'bool', 'for logs; taken and ignored'],
  ['alsologtostderr', 'bool', 'for logs; taken and ignored'],
  ['alsologtostderrthreshold', 'severity', 'for logs; taken and ignored'],
  ['legacy_stderr_threshold_behavior', 'bool', 'for logs; taken and ignored', {default: 'true'}],
  ['log_backtrace_at', 'traceLocation', 'for logs; taken and ignored', {default: ':0'}],
  ['log_dir', 'string', 'for logs; taken and ignored'],
  ['log_file', 'string', 'for logs; taken and ignored'],
  ['log_file_max_size', 'uint', 'for logs; taken and ignored', {default: '1800'}],
  ['logtostderr', 'bool', 'for logs; taken and ignored', {default: 'true'}],
  ['one_output', 'bool', 'for logs; taken and ignored'],
  ['skip_headers', 'bool', 'for logs; taken and ignored'],
  ['skip_log_headers', 'bool', 'for logs; taken and ignored'],
  ['stderrthreshold', 'severity', 'for logs; taken and ignored', {default: '2'}],
  ['v', 'Level', 'for logs; taken and ignored', {short: 'v'}],
  ['vmodule', 'moduleSpec', 'for logs; taken and ignored'],
]

const defined = (rows: readonly Row[], common: Partial<FlagDefinition> = {}): FlagDefinition[] =>
  rows.map(([name, type, usage, extra]) => ({name, type, usage, ...common, ...extra}))

/** Every flag that kubeseal has, in the order of its names' bytes, as it lists and visits them. */
export const flagTable: readonly FlagDefinition[] = [...defined(kubeseal), ...defined(kubectl), ...defined(klog, {isLogging: true})].sort(
  (a, b) => (a.name < b.name ? -1 : 1),
)
