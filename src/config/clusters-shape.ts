import {choice, defaulted, list, map, optional, record, text, type ValueOf} from './shape.js'
import {age, certificateSource, contextName, dnsLabel, entryName, fingerprint} from './text-forms.js'

const controller = record('a controller', {
  name: defaulted(text(dnsLabel), 'Name of its Service. The Helm chart calls it sealed-secrets unless told otherwise.', {
    fallback: 'sealed-secrets-controller',
    flag: '--controller-name',
    variables: ['GSEC_CONTROLLER_NAME', 'SEALED_SECRETS_CONTROLLER_NAME'],
  }),
  namespace: defaulted(text(dnsLabel), 'Namespace of its Service.', {
    fallback: 'kube-system',
    flag: '--controller-namespace',
    variables: ['GSEC_CONTROLLER_NAMESPACE', 'SEALED_SECRETS_CONTROLLER_NAMESPACE'],
  }),
})

export const cluster = record(
  'a cluster',
  {
    cert: optional(
      text(certificateSource),
      'The certificate to seal with: a PEM file relative to this file, or the address of one. Without it the certificate is fetched from the controller through `context`.',
      {flag: '--cert', variables: ['GSEC_CERT', 'SEALED_SECRETS_CERT']},
    ),
    certFingerprints: defaulted(
      list(text(fingerprint)),
      'The public keys that may be sealed for; any other is refused. A list, since controllers renew their keys. `gsec cert fetch --pin` adds one.',
    ),
    maxCertAge: optional(
      text(age),
      'How old a certificate may be before it is refused: 60d, 36h. Sealing with an old one works, but defeats the renewal of keys.',
      {
        flag: '--max-cert-age',
        variables: ['GSEC_MAX_CERT_AGE'],
      },
    ),
    context: optional(text(contextName), 'The context of your kubeconfig that reaches this cluster.', {
      flag: '--context',
      variables: ['GSEC_CONTEXT', 'SEALED_SECRETS_CONTEXT'],
    }),
    controller: defaulted(controller, 'Where the Sealed Secrets controller answers.'),
    tier: optional(
      choice(['prod', 'nonprod']),
      'What is at stake. Clusters of different tiers must not share a sealing key, and prod is held to stricter rules by `gsec audit`.',
    ),
  },
  {needsOneOf: ['cert', 'context']},
)

/** A cluster to seal for. */
export type Cluster = ValueOf<typeof cluster>

export const clusters = map(entryName, cluster)
