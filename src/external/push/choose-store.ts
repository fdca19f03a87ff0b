import {GsecError} from '../../errors.js'
import {suggestionFor} from '../../suggestion.js'
import type {KnownStore} from '../runtime/known-store.js'

/**
 * The store that a user means: by its name, or the only one of the files named with --store-file.
 * @param named stores of --store-file, which win
 * @param known stores of the repository and of .gsec.yaml; asked for only when needed
 * @param namespace of the Secret: a SecretStore of another namespace is none for it
 * @throws GsecError STORE_NOT_FOUND, or USAGE where several are meant
 */
export function chooseStore(
  name: string | undefined,
  named: readonly KnownStore[],
  known: () => readonly KnownStore[],
  namespace: string | undefined,
): KnownStore & {provider: NonNullable<KnownStore['provider']>} {
  const candidates = named.length > 0 ? named : known().filter(store => isVisible(store, namespace))
  const meant = candidates.filter(store => name === undefined || store.name === name)
  const [store, ...others] = [...new Map(meant.map(one => [JSON.stringify([one.kind, one.name, one.provider?.block]), one])).values()]
  if (others.length > 0) {
    const names = [...new Set(meant.map(one => one.name))].sort().join(', ')
    throw new GsecError('USAGE', name === undefined ? `there are several stores: ${names}` : `several stores have the name ${name}`, {
      hint: name === undefined ? 'name one with --store NAME' : 'name the file of the right one with --store-file FILE',
    })
  }
  if (store?.provider) return {...store, provider: store.provider}
  if (store)
    throw new GsecError('PROVIDER_UNSUPPORTED', 'gsec does not know the provider of this store', {where: `${store.kind} ${store.name}`})
  const near =
    name === undefined
      ? undefined
      : suggestionFor(
          name,
          candidates.map(one => one.name),
        )
  throw new GsecError('STORE_NOT_FOUND', name === undefined ? 'no store was found' : `no manifest has a store of the name ${name}`, {
    hint: near === undefined ? 'name its file with --store-file FILE' : `did you mean --store ${near}?`,
  })
}

const isVisible = (store: KnownStore, namespace: string | undefined) =>
  store.kind === 'ClusterSecretStore' || store.namespace === undefined || namespace === undefined || store.namespace === namespace
