import {Flags} from '@oclif/core'

const helpGroup = 'PLACE'

/** Flags that say where secrets of a provider lie; the provider's own variables say it otherwise. */
export const placeFlags = {
  region: Flags.string({helpGroup, description: 'AWS: the region (default: AWS_REGION, or the profile)', helpValue: 'REGION'}),
  project: Flags.string({helpGroup, description: 'Google: the project (default: GOOGLE_CLOUD_PROJECT)', helpValue: 'PROJECT'}),
  location: Flags.string({helpGroup, description: 'Google: the location of regional secrets', helpValue: 'LOCATION'}),
  mount: Flags.string({helpGroup, description: 'Vault and OpenBao: where the KV engine is mounted', helpValue: 'PATH'}),
  'kv-version': Flags.string({
    helpGroup,
    description: 'Vault and OpenBao: the version of the KV engine (default: v2)',
    options: ['v1', 'v2'],
  }),
  'vault-addr': Flags.string({helpGroup, description: 'Vault and OpenBao: the server (default: VAULT_ADDR, BAO_ADDR)', helpValue: 'URL'}),
  'vault-url': Flags.string({helpGroup, description: 'Azure: the vault (default: AZURE_KEYVAULT_URL)', helpValue: 'URL'}),
  namespace: Flags.string({char: 'n', helpGroup, description: 'Kubernetes: the namespace (default: default)', helpValue: 'NAMESPACE'}),
}
