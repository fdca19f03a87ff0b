import {decodeBase64} from '../base64.js'
import {ranks} from '../detection.js'
import {type DocumentFacts, definePolicy, groupOf} from '../document.js'
import type {Inspection} from '../inspection.js'
import {stepInto} from '../key-path.js'
import {sealManifest} from '../next-steps.js'
import {severityInSecret} from '../secret-severity.js'
import type {Text} from '../text.js'
import {classifyValue, isPublicMaterial} from '../values.js'
import {child, type Entry, entriesOf, type Scalar, textAt} from '../walk/node.js'
import {inspectDockerConfig, isDockerConfigKey, registryCredentials} from './docker-config.js'

const SEALING_KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key'

export const sealingKey = {
  id: 'sealed-secrets-private-key',
  title: 'private key of the Sealed Secrets controller',
  remediation: 'make a new sealing key, seal every value anew and rotate all of them: this key opens each SealedSecret ever made for it',
  documentation: 'https://github.com/bitnami-labs/sealed-secrets#sealing-key-renewal',
}

const helmRelease = {
  id: 'helm-release-secret',
  title: 'Helm release with its values',
  remediation: "remove Helm's own storage from git and rotate what the release's values hold",
  documentation: 'https://helm.sh/docs/topics/advanced/#storage-backends',
}

// Keys that the well-known types define and that hold nothing secret.
// https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
const PUBLIC_KEYS = new Set(['ca.crt', 'tls.crt', 'ca.pem', 'namespace', 'known_hosts', 'ssh-knownhosts', 'ssh-publickey', 'identity.pub'])
const PUBLIC_KEYS_BY_TYPE: Readonly<Record<string, ReadonlySet<string>>> = {
  'kubernetes.io/basic-auth': new Set(['username']),
  'kubernetes.io/service-account-token': new Set(['namespace', 'ca.crt']),
  'bootstrap.kubernetes.io/token': new Set([
    'token-id',
    'description',
    'expiration',
    'usage-bootstrap-authentication',
    'usage-bootstrap-signing',
    'auth-extra-groups',
  ]),
}
// https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories
const ARGO_LABEL = 'argocd.argoproj.io/secret-type'
const ARGO_KEYS = new Set(
  `type name url project server namespaces clusterResources shard insecure insecureIgnoreHostKey enableLfs enableOCI forceHttpBasicAuth
  githubAppID githubAppInstallationID githubAppEnterpriseBaseUrl noProxy tlsClientCertData useAzureWorkloadIdentity depth username`.split(
    /\s+/,
  ),
)

export default definePolicy({
  id: 'secret',
  rule: {
    id: 'kubernetes-secret',
    title: 'Secret with a plain value',
    remediation: 'seal the manifest or replace it by an ExternalSecret, and remove the plain one from git',
    documentation: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  },
  rules: [sealingKey, helmRelease, registryCredentials],
  kinds: ['Secret'],
  needsAll: true,
  applies: document => groupOf(document) === '',
  inspect(inspection) {
    const {root} = inspection.document
    if (textAt(root, 'type') === 'helm.sh/release.v1') reportHelmRelease(inspection)
    for (const [field, isEncoded] of FIELDS) {
      const map = child(root, field)
      const step = stepInto(inspection.origin, field)
      for (const entry of entriesOf(map)) {
        const {key, value} = entry
        if (value.type !== 'scalar') continue
        if (!inspection.isSettled(value)) inspectEntry(inspection, entry, value, isEncoded, stepInto(step, key))
        inspection.leaveAlone(value)
      }
    }
  },
  commands: sealManifest,
})

const FIELDS = [
  ['data', true],
  ['stringData', false],
] as const

function inspectEntry(inspection: Inspection, {key}: Entry, leaf: Scalar, isEncoded: boolean, step: ReturnType<typeof stepInto>): void {
  const {document} = inspection
  const raw = classifyValue(leaf.value, {isExample: document.isExample})
  if (raw === 'empty' || raw === 'encrypted' || raw === 'reference') return
  const content = (isEncoded && decodeBase64(leaf.content)) || leaf.content
  const {content: value} = content
  if (hasLabel(document, SEALING_KEY_LABEL)) {
    if (key === 'tls.key') inspection.report('critical', leaf, step, {rule: sealingKey, rank: ranks.exact, decoded: value})
    return
  }
  if (isPublicKey(document, key) || isPublicMaterial(value)) return
  if (isEncoded && /\s/.test(leaf.value)) inspection.scan.scanText(content, content.bytes(), key, 1)
  if (inspectStructure(inspection, key, content, step)) return
  const severity = severityInSecret(key, value, document)
  if (severity) inspection.report(severity, leaf, step, {decoded: value})
}

/** Values that are documents with a policy of their own: registry credentials, a kubeconfig, Argo CD's cluster settings. */
function inspectStructure(inspection: Inspection, key: string, content: Text, step: ReturnType<typeof stepInto>): boolean {
  if (isDockerConfigKey(key) && inspectDockerConfig(inspection, content, step)) return true
  if (isKubeconfig(content.content)) {
    inspection.scan.inspectDocuments(content, 'kubeconfig', 'yaml', {outer: inspection, step})
    return true
  }
  if (key === 'config' && argoType(inspection.document) === 'cluster') {
    inspection.scan.inspectDocuments(content, key, 'json', {outer: inspection, step})
    return true
  }
  return false
}

function isKubeconfig(value: string): boolean {
  return value.length < 1_000_000 && /(?:^|[\s{,"])kind"?:\s*"?Config\b/.test(value) && /"?users"?:/.test(value)
}

function isPublicKey(document: DocumentFacts, key: string): boolean {
  if (PUBLIC_KEYS.has(key) || PUBLIC_KEYS_BY_TYPE[textAt(document.root, 'type') ?? '']?.has(key)) return true
  return argoType(document) !== undefined && ARGO_KEYS.has(key)
}

function argoType({root}: DocumentFacts): string | undefined {
  return textAt(root, 'metadata', 'labels', ARGO_LABEL)
}

function hasLabel({root}: DocumentFacts, label: string): boolean {
  return textAt(root, 'metadata', 'labels', label) !== undefined
}

function reportHelmRelease(inspection: Inspection): void {
  for (const field of ['data', 'stringData']) {
    const release = child(child(inspection.document.root, field), 'release')
    if (release?.type !== 'scalar') continue
    inspection.report('high', release, stepInto(stepInto(inspection.origin, field), 'release'), {rule: helmRelease, rank: ranks.exact})
    inspection.leaveAlone(release)
  }
}
