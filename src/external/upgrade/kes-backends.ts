import {addressOfVault} from './provider-names.js'

/** What Kubernetes External Secrets called a backend, as ESO's store has it. */
export interface KesBackend {
  /** The key under spec.provider. */
  provider: string
  /** The service of AWS. */
  service?: string
}

// https://github.com/external-secrets/kubernetes-external-secrets/tree/8.5.5#backends; alicloudSecretsManager went with ESO 2.0
export const kesBackends: Readonly<Record<string, KesBackend>> = {
  secretsManager: {provider: 'aws', service: 'SecretsManager'},
  systemManager: {provider: 'aws', service: 'ParameterStore'},
  vault: {provider: 'vault'},
  azureKeyVault: {provider: 'azurekv'},
  gcpSecretsManager: {provider: 'gcpsm'},
  ibmcloudSecretsManager: {provider: 'ibm'},
  akeyless: {provider: 'akeyless'},
}

/** A field of spec that says how to reach the backend: now the store's business. */
export interface KesSetting {
  /** Where the provider's block of a store has it; undefined where ESO has nothing like it. */
  at?: readonly string[]
  /** The same value, as a store writes it. */
  write?: (value: string) => string
}

export const kesSettings: Readonly<Record<string, KesSetting>> = {
  roleArn: {at: ['role']},
  region: {at: ['region']},
  vaultRole: {at: ['auth', 'kubernetes', 'role']},
  vaultMountPoint: {at: ['auth', 'kubernetes', 'mountPath']},
  kvVersion: {at: ['version'], write: value => `v${value}`},
  keyVaultName: {at: ['vaultUrl'], write: addressOfVault},
  projectId: {at: ['projectID']},
  keyByName: {},
  controllerId: {},
}
