import type {CertificatePair} from '../crypto/make-certificate.js'

/** What the controller looks for when it starts. `active`: it seals with the newest of these and opens with all of them. */
const KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key'
/** The controller's own names begin so. */
const KEY_PREFIX = 'sealed-secrets-key'

interface SealingKey {
  namespace: string
  /** Without it the API server makes one up, as it does for the controller. */
  name?: string | undefined
}

/**
 * The Secret that a controller takes as its key. It holds the private key in plain base64.
 * https://github.com/bitnami-labs/sealed-secrets/blob/main/pkg/controller/keys.go (writeKey)
 */
export function sealingKeySecret({certificatePem, privateKeyPem}: CertificatePair, {namespace, name}: SealingKey) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {...(name === undefined ? {generateName: KEY_PREFIX} : {name}), namespace, labels: {[KEY_LABEL]: 'active'}},
    type: 'kubernetes.io/tls',
    data: {'tls.crt': Buffer.from(certificatePem).toString('base64'), 'tls.key': privateKeyPem.reveal().toString('base64')},
  }
}
