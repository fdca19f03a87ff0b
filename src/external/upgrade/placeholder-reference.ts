import {EditRefused} from '../../manifest/edit/edit-refused.js'
import type {ManifestNode} from '../../manifest/node.js'
import {splitGcpName} from '../../providers/gcp-name.js'
import {valueAt} from '../../providers/scope.js'
import type {KnownStore} from '../runtime/known-store.js'
import type {ChosenStore} from './choose-store.js'
import {checkProject} from './kes-data.js'
import type {Placeholder} from './placeholders.js'
import {addressOfVault, isSameSetting} from './provider-names.js'

/** What ESO asks a provider for. */
export interface RemoteReference {
  key: string
  property: string | undefined
  version: string | undefined
  decodingStrategy?: 'Base64'
}

const IBM = /^ibmcloud\/([^/]+)\/secrets\/groups\/[^/]+$/
const ONE_PASSWORD = /^vaults\/[^/]+\/items\/([^/]+)$/

/** The providers that a placeholder's path may be for, as its form tells. */
export function providersFor({path}: Placeholder): readonly string[] | undefined {
  if (splitGcpName(path)) return ['gcpsm']
  if (IBM.test(path)) return ['ibm']
  return ONE_PASSWORD.test(path) ? ['onepassword'] : undefined
}

/** True for a store that all these paths may belong to. */
export function fitsPaths({provider}: KnownStore, placeholders: readonly Placeholder[]): boolean {
  const id = provider?.kind.id
  if (id === undefined || provider?.kind.access === 'write') return false
  return placeholders.every(placeholder => {
    const ids = providersFor(placeholder)
    return ids ? ids.includes(id) : !['gcpsm', 'ibm', 'onepassword'].includes(id)
  })
}

/**
 * What a placeholder is at the provider behind the store. Where that is not known, path and key are taken for key and property.
 * https://argocd-vault-plugin.readthedocs.io/en/stable/backends/
 */
export function referenceOf(placeholder: Placeholder, store: ChosenStore, at: ManifestNode): RemoteReference {
  const {path, key, version} = placeholder
  const step = jsonStep(placeholder, at)
  const refuse = (reason: string) => new EditRefused(reason, at)
  const [only] = providersFor(placeholder) ?? []
  const provider = store.provider?.kind.id ?? only
  if (only !== undefined && provider !== only) throw refuse(`the path of the placeholder is not one of ${store.kind} ${store.name}`)
  switch (provider) {
    case 'gcpsm': {
      const name = splitGcpName(path)
      if (!name) throw refuse('the path of the placeholder is no secret of Google Cloud')
      checkProject(name.projectID, store, at)
      if (key !== name.secret) throw refuse('argocd-vault-plugin finds the whole value under the name of the secret alone')
      return {key: name.secret, property: step, version: version === 'latest' ? undefined : version}
    }
    case 'azurekv':
      if (!isVault(path, store)) throw refuse(`the placeholder names another vault than ${store.kind} ${store.name}`)
      return {key, property: step, version}
    case 'ibm':
      return {key: `${IBM.exec(path)?.[1] ?? 'arbitrary'}/${key}`, property: step, version}
    case 'onepassword':
      return {key: ONE_PASSWORD.exec(path)?.[1] ?? path, property: key, version: undefined}
    case 'kubernetes':
      return {key: path.slice(path.indexOf(':') + 1), property: join(key, step), version: undefined}
    case 'aws':
      return {
        key: path,
        property: join(key, step),
        version: version === undefined || /^AWS[A-Z]+$/.test(version) ? version : `uuid/${version}`,
      }
    default:
      return {key: path, property: join(key, step), version}
  }
}

const join = (key: string, step: string | undefined) => (step === undefined ? key : `${key}.${step}`)

function isVault(name: string, {provider}: ChosenStore): boolean {
  const url = provider && valueAt(provider.block, ['vaultUrl'])
  return typeof url !== 'string' || isSameSetting(url, addressOfVault(name))
}

/** `jsonPath {.a.b}` is a property; nothing else of jsonpath is. */
function jsonStep({modifiers}: Placeholder, at: ManifestNode): string | undefined {
  const [found] = modifiers.filter(modifier => modifier.startsWith('jsonPath'))
  if (found === undefined) return undefined
  const [, step] = /^jsonPath\s+\{\.([\w-]+(?:\.[\w-]+)*)\}$/.exec(found) ?? []
  if (step === undefined) throw new EditRefused('this jsonPath has no counterpart in ESO: use a template', at)
  return step
}
