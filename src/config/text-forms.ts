import {belowFault, relativeFault} from './path-fault.js'
import type {TextForm} from './shape.js'

// The forms of text in .gsec.yaml. Whatever ends up in a path, an address or a request is held to a narrow one: the file may
// come from a stranger. Every pattern must also be a valid JSON Schema pattern.

const NO_CONTROL = '[^\\u0000-\\u001f\\u007f]'

/** The name of a cluster or store: it also stands in paths. */
export const entryName: TextForm = {
  pattern: '^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
  expects: 'a name of at most 63 letters, digits, "-", "_" and "."',
  examples: ['prod-eu'],
}

/** A file beside or below .gsec.yaml, or anywhere in the same tree: what an absolute path is for is a flag. */
export const certificateSource: TextForm = {
  pattern: `^(?:https?://[^\\s/?#@\\\\]+(?:[/?#][^\\s\\\\]*)?|(?![/~])(?![A-Za-z][A-Za-z0-9+.-]*:)[^\\\\\\u0000-\\u001f\\u007f]{1,512})$`,
  expects: 'a file relative to this one or an https:// address',
  examples: ['clusters/prod-eu/sealed-secrets.pem', 'https://seal.example.com/prod-eu.pem'],
  fault: source =>
    /^https?:/i.test(source) ? (source.includes('@') ? 'holds a user name or password' : undefined) : relativeFault(source),
}

/** A file beside or below .gsec.yaml. */
export const fileBelow: TextForm = {
  pattern: '^(?![/~])(?![A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\u0000-\\u001f\\u007f]{1,512}$',
  expects: 'a file below the folder of this one',
  examples: ['.gsec-baseline.json'],
  fault: belowFault,
}

/** As `openssl` and `ssh-keygen -l` print it, over the public key. */
export const fingerprint: TextForm = {
  pattern: '^(?:[Ss][Hh][Aa]256:(?:[0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}|[Ss][Hh][Aa]256:[A-Za-z0-9+/]{43}=?)$',
  expects: 'a fingerprint: sha256: and 64 hex digits, or SHA256: and 43 base64 digits',
  examples: [`sha256:${'0123456789abcdef'.repeat(4)}`],
}

export const age: TextForm = {
  pattern: '^(?!$)(?:[1-9][0-9]{0,4}d)?(?:[1-9][0-9]{0,4}h)?(?:[1-9][0-9]{0,4}m)?(?:[1-9][0-9]{0,4}s)?$',
  expects: 'a duration such as 60d, 36h or 1d12h',
  examples: ['60d'],
}

/** What the operator's API takes, which is Go's time.ParseDuration: there is no unit for days. https://pkg.go.dev/time#ParseDuration */
export const goDuration: TextForm = {
  pattern: '^(?:0|(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$',
  expects: 'a duration such as 1h0m0s or 15m',
  examples: ['1h0m0s'],
  fault: source => (/^[0-9.]+d/.test(source) ? 'is in days, which the operator does not know; write hours' : undefined),
}

export const size: TextForm = {
  pattern: '^[1-9][0-9]{0,8}(?:B|KB|MB|GB)$',
  expects: 'a size such as 10MB or 500KB',
  examples: ['10MB'],
}

export const contextName: TextForm = {
  pattern: `^${NO_CONTROL}{1,253}$`,
  expects: 'the name of a context in the kubeconfig',
  examples: ['kind-staging'],
}

/** A Service or a namespace, a DNS-1123 label: both stand in the path of a request. */
export const dnsLabel: TextForm = {
  pattern: '^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$',
  expects: 'a name as Kubernetes allows it: at most 63 lower-case letters, digits and "-"',
  examples: ['kube-system'],
}

/** A DNS-1123 subdomain, what most objects may be called. */
export const objectName: TextForm = {
  pattern: '^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$',
  expects: 'a name as Kubernetes allows it: lower-case letters, digits, "-" and "."',
  examples: ['gcp-secret-manager'],
}

export const objectNamePattern: TextForm = {
  pattern: '^[a-z0-9*](?:[-a-z0-9.*]{0,251}[a-z0-9*])?$',
  expects: 'the name of a Secret, in which * stands for any characters',
  examples: ['sops-age', 'sealed-secrets-key*'],
}

export const projectId: TextForm = {
  pattern: '^[a-z0-9][a-z0-9:.-]{0,61}[a-z0-9]$',
  expects: 'the id or number of a Google Cloud project',
  examples: ['my-project'],
}

/** It becomes part of a host name: a dot or a slash would send credentials elsewhere. */
export const region: TextForm = {
  pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  expects: 'a region such as eu-west-1',
  examples: ['eu-west-1'],
}

export const keyPrefix: TextForm = {
  pattern: '^[A-Za-z0-9/_+=.@-]{1,512}$',
  expects: 'the beginning of a name at the provider',
  examples: ['prod/'],
}

export const mountPath: TextForm = {
  pattern: '^(?!.*\\.\\.)[A-Za-z0-9_-][A-Za-z0-9_./-]{0,254}$',
  expects: 'the path of a mount, without a leading "/"',
  examples: ['secret'],
}

/** The id of a rule, of the scan or the audit. */
export const ruleId: TextForm = {
  pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  expects: 'the id of a rule: lower-case words with "-" between them',
  examples: ['orphan-secret'],
}

/** What the prefilter of the scan can look for. */
export const keyword: TextForm = {
  pattern: '^[ -@[-~]{3,}$',
  expects: 'at least three lower-case ASCII characters',
  examples: ['acme_live_'],
}

export const rulePattern: TextForm = {
  pattern: '\\(\\?P?<secret>',
  expects: 'a regular expression (RE2) with a group named secret, (?<secret>…)',
  examples: ['acme_live_(?<secret>[a-z0-9]{32})'],
}

export const sentence: TextForm = {
  pattern: '^(?=[\\s\\S]*\\S)[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]{1,500}$',
  expects: 'a sentence of at most 500 characters',
  examples: ['created by the bootstrap script'],
}

export const webAddress: TextForm = {
  pattern: '^https?://[^\\s/?#@\\\\]+(?:[/?#][^\\s\\\\]*)?$',
  expects: 'an https:// address',
  examples: ['https://wiki.example.com/acme-keys'],
}
