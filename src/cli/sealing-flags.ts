import {Flags} from '@oclif/core'

const helpGroup = 'CERTIFICATE'
const many = {multiple: true, multipleNonGreedy: true} as const

/** Flags of every command that seals: for which certificate. */
export const sealingFlags = {
  cert: Flags.string({
    helpGroup,
    description: 'certificate to seal with [env: GSEC_CERT, SEALED_SECRETS_CERT]',
    helpValue: 'FILE|URL',
  }),
  for: Flags.string({
    helpGroup,
    ...many,
    delimiter: ',',
    description: 'seal for these clusters of .gsec.yaml',
    exclusive: ['cert'],
    helpValue: 'CLUSTER',
  }),
  fingerprint: Flags.string({
    helpGroup,
    ...many,
    description: 'seal only for a certificate with one of these fingerprints',
    helpValue: 'SHA256:…',
  }),
  'max-cert-age': Flags.string({
    helpGroup,
    env: 'GSEC_MAX_CERT_AGE',
    description: 'refuse a certificate that is older',
    helpValue: '60d',
  }),
  'insecure-http': Flags.boolean({
    helpGroup,
    env: 'GSEC_INSECURE_HTTP',
    description: 'fetch the certificate over plain http without a fingerprint',
  }),
  refresh: Flags.boolean({
    helpGroup,
    description: 'ask the controller, even if it was asked in the last 24 hours',
    exclusive: ['no-cache'],
  }),
  'no-cache': Flags.boolean({helpGroup, description: 'ask the controller, and keep nothing of the answer'}),
}
