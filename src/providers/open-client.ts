import {GsecError} from '../errors.js'
import type {ProviderClient} from './client.js'
import type {ProviderBlock} from './store-kind.js'
import type {ProviderSurroundings} from './surroundings.js'

/** A store of which values are wanted. */
export interface StoreSpec {
  /** ESO's key under spec.provider. */
  provider: string
  /** What stands below it. */
  block: ProviderBlock
  /** Who says so: credentials go to an address of the repository only if the user names or allows it, too. */
  origin: 'repository' | 'user'
  /** For messages: `stores.yaml:4` or `SecretStore shop/aws`. */
  where: string
}

type Open = (store: StoreSpec, surroundings: ProviderSurroundings) => Promise<ProviderClient>

/** The providers that gsec can ask, each loaded when it is used. */
const CLIENTS: Readonly<Record<string, () => Promise<Open>>> = {
  aws: async () => openAws,
  azurekv: async () => (await import('./clients/azure-key-vault.js')).openKeyVault,
  fake: async () => (await import('./clients/fake.js')).openFake,
  gcpsm: async () => (await import('./clients/google-secret-manager.js')).openGoogle,
  kubernetes: async () => (await import('./clients/kubernetes.js')).openKubernetes,
  openBao: async () => (await import('./clients/vault.js')).openVault,
  vault: async () => (await import('./clients/vault.js')).openVault,
}

const openAws: Open = async (store, surroundings) => {
  const {service = 'SecretsManager'} = store.block
  if (service === 'SecretsManager') return await (await import('./clients/secrets-manager.js')).openSecretsManager(store, surroundings)
  if (service === 'ParameterStore') return await (await import('./clients/parameter-store.js')).openParameterStore(store, surroundings)
  throw new GsecError('PROVIDER_UNSUPPORTED', 'gsec cannot ask this service of AWS', {
    where: store.where,
    hint: 'it asks SecretsManager and ParameterStore',
  })
}

/** Whether gsec can ask this provider at all. */
export function hasClient(provider: string): boolean {
  return Object.hasOwn(CLIENTS, provider)
}

/**
 * Makes a client of a store. Nothing is asked yet; logging in happens at the first request.
 * @throws GsecError PROVIDER_UNSUPPORTED, ENDPOINT_NOT_TRUSTED, PROVIDER_SETTINGS_INVALID (no region, no address …);
 * for kubernetes KUBECONFIG_INVALID and FILE_UNREADABLE
 */
export async function openClient(store: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const load = hasClient(store.provider) ? CLIENTS[store.provider] : undefined
  if (!load)
    throw new GsecError('PROVIDER_UNSUPPORTED', 'gsec cannot ask this provider', {
      where: store.where,
      hint: 'it asks AWS, Google Cloud, Azure, Vault, OpenBao and Kubernetes',
    })
  const open = await load()
  return await open(store, surroundings)
}
