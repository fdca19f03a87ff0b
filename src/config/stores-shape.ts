import {choice, defaulted, map, optional, record, required, text, type ValueOf} from './shape.js'
import {keyTemplate} from './template.js'
import {entryName, goDuration, keyPrefix, mountPath, objectName, projectId, region} from './text-forms.js'

/**
 * Keys of `spec.provider` in a SecretStore, as the External Secrets Operator 2.9 serves them; github and ngrok are left out,
 * since nothing can be read from them. https://external-secrets.io/latest/api/spec/#external-secrets.io/v1.SecretStoreProvider
 */
export const providers = [
  'akeyless',
  'aws',
  'azurekv',
  'barbican',
  'beyondtrust',
  'beyondtrustworkloadcredentials',
  'bitwardensecretsmanager',
  'chef',
  'cloudrusm',
  'conjur',
  'crd',
  'delinea',
  'doppler',
  'dvls',
  'fake',
  'fortanix',
  'gcpsm',
  'gitlab',
  'ibm',
  'infisical',
  'keepersecurity',
  'kubernetes',
  'nebiusmysterybox',
  'onboardbase',
  'onepassword',
  'onepasswordSDK',
  'openBao',
  'oracle',
  'ovh',
  'passbolt',
  'passworddepot',
  'previder',
  'pulumi',
  'scaleway',
  'secretserver',
  'senhasegura',
  'vault',
  'volcengine',
  'webhook',
  'yandexcertificatemanager',
  'yandexlockbox',
] as const

/** The settings that only some providers have. No address among them: where credentials go is not for a checkout to say. */
export const settingsOf: Readonly<Record<string, readonly (typeof providers)[number][]>> = {
  projectID: ['gcpsm'],
  location: ['gcpsm'],
  service: ['aws'],
  region: ['aws'],
  prefix: ['aws'],
  path: ['vault', 'openBao'],
  version: ['vault', 'openBao'],
}

const store = record('a store', {
  kind: required(
    choice(['SecretStore', 'ClusterSecretStore']),
    'The kind of the manifest: a SecretStore serves its own namespace, a ClusterSecretStore all of them.',
  ),
  name: required(text(objectName), 'The name of the SecretStore or ClusterSecretStore in the cluster.'),
  provider: required(choice(providers), 'The service behind it, as the key under `spec.provider` of the store.'),
  key: defaulted(
    text(keyTemplate),
    'What a Secret is called at the provider, from {namespace}, {name} and {key}. With {key} each key of a Secret is a value of its own, else the Secret is one JSON object. Google Cloud and Azure allow no "/".',
    {fallback: '{namespace}-{name}'},
  ),
  refreshInterval: defaulted(
    text(goDuration),
    'How often the operator asks the provider again, in hours, minutes and seconds. 0 means never.',
    {
      fallback: '1h0m0s',
      flag: '--refresh-interval',
      variables: ['GSEC_REFRESH_INTERVAL'],
    },
  ),
  projectID: optional(text(projectId), 'gcpsm: the project that holds the secrets.'),
  location: optional(text(region), 'gcpsm: the region of regional secrets. Without it they are global.'),
  service: optional(choice(['SecretsManager', 'ParameterStore']), 'aws: which of the two services.'),
  region: optional(text(region), 'aws: the region that holds the secrets.'),
  prefix: optional(text(keyPrefix), 'aws: what the operator puts before every key.'),
  path: optional(text(mountPath), 'vault, openBao: the path at which the KV engine is mounted.'),
  version: optional(choice(['v1', 'v2']), 'vault, openBao: the version of the KV engine.'),
})

/** A SecretStore and how gsec names things behind it. */
export type Store = ValueOf<typeof store>

export const stores = map(entryName, store)
