import {GsecError} from '../../errors.js'
import {findStoreKind} from '../../providers/find-store-kind.js'
import {storeBlock} from '../../providers/scope.js'
import type {ProviderBlock, Scope, StoreKind} from '../../providers/store-kind.js'
import type {StoreChoice} from '../create/store-choice.js'
import type {LintContext} from '../lint.js'
import {type MadeStore, makeStore} from './make-store.js'
import {findStoreTemplate} from './store-auths.js'

/** What references say of their store. */
export interface WantedPlace {
  /** ESO's key of the provider; absent where there are no references. */
  provider: string | undefined
  scope: Scope
  namespace: string | undefined
}

interface StoreMaking {
  auth: string | undefined
  apiVersion: string
  /** Reads a manifest of templates/stores. */
  read: (folder: string, auth: string) => {text: string; source: string}
  context: LintContext
}

/**
 * The manifest of the store that an ExternalSecret names, as far as .gsec.yaml and the references describe it.
 * @throws GsecError USAGE where nobody says which provider is behind it
 */
export function storeForChoice(choice: StoreChoice, place: WantedPlace, {auth, apiVersion, read, context}: StoreMaking): MadeStore {
  const {kind, block} = providerOf(choice, place)
  const service = typeof block['service'] === 'string' ? block['service'] : undefined
  const template = findStoreTemplate(kind.id, auth, service)
  const {text, source} = read(template.folder, template.auth)
  const namespace = choice.kind === 'SecretStore' ? place.namespace : undefined
  return makeStore(
    {template: text, source, kind: choice.kind, name: choice.name, namespace, apiVersion, block, settings: new Map()},
    context,
  )
}

function providerOf({known}: StoreChoice, {provider, scope}: WantedPlace): {kind: StoreKind; block: ProviderBlock} {
  const behind = known.find(store => store.provider)?.provider
  if (behind) return {kind: behind.kind, block: {...storeBlock(behind.kind, scope), ...behind.block}}
  const kind = provider === undefined ? undefined : findStoreKind(provider)
  if (kind) return {kind, block: storeBlock(kind, scope)}
  throw new GsecError('USAGE', '--with-store needs to know the provider behind the store', {
    hint: 'describe the store under stores in .gsec.yaml, or use gsec external store PROVIDER',
  })
}
