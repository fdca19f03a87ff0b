import {GsecError} from '../../errors.js'
import {nameFault, namespaceFault} from '../../manifest/names.js'
import {type MapNode, textAt} from '../../manifest/node.js'
import {plainValueOf} from '../../manifest/plain-value.js'
import {objectsOf, readManifests} from '../../manifest/read-manifests.js'
import type {PlainObject} from '../../manifest/value.js'
import type {ProviderBlock} from '../../providers/store-kind.js'
import {storeManifest} from '../../providers/store-template.js'
import type {LintContext} from '../lint.js'
import {refuseFindings} from '../refuse-findings.js'
import type {StoreObjectKind} from '../runtime/known-store.js'
import {fillTemplate, type Gap, gapsOf, hasField} from './fill-template.js'
import {type NeededSecret, neededSecrets} from './needed-secrets.js'

/** What a store is to be. */
export interface StoreWish {
  /** Text of the template. */
  template: string
  /** The template, for messages. */
  source: string
  kind: StoreObjectKind
  /** The template's own name where absent. */
  name: string | undefined
  /** Of a SecretStore; of the Secrets and ServiceAccounts that a ClusterSecretStore names. */
  namespace: string | undefined
  apiVersion: string
  /** Where the secrets live, as far as it is known; what the template has no field for is left out. */
  block: ProviderBlock
  /** Fields that the user sets; they win over the block. */
  settings: ReadonlyMap<string, string>
}

export interface MadeStore {
  text: string
  value: PlainObject
  /** As the manifest names it. */
  kind: string
  name: string
  gaps: readonly Gap[]
  secrets: readonly NeededSecret[]
  warnings: readonly string[]
}

const NAMESPACE_LINE = /^( +# (?: *)namespace: )\S+( # ClusterSecretStore only)$/gm

/**
 * Makes a store's manifest from a template, with the template's remarks.
 * @throws GsecError USAGE for a name or setting that cannot be, MANIFEST_INVALID for a template that makes no valid store
 */
export function makeStore(wish: StoreWish, context: LintContext): MadeStore {
  const {kind, namespace, source} = wish
  const template = wish.template.replaceAll('\r\n', '\n')
  const placed =
    namespace === undefined ? template : template.replace(NAMESPACE_LINE, (_, before, after) => `${before}${namespace}${after}`)
  const known = leavesOf(wish.block).filter(([path]) => hasField(placed, path))
  const filled = [...known, ...wish.settings].reduce((text, [field, value]) => fillTemplate(text, field, value), placed)
  const text = named(storeManifest(filled, kind), wish)
  const [object, ...others] = readManifests(Buffer.from(text), source).documents.flatMap(objectsOf)
  if (!object || others.length > 0 || object.kind !== kind)
    throw new GsecError('MANIFEST_INVALID', 'the template is no SecretStore', {where: source, hint: 'begin with one of templates/stores'})
  // the definitions of the newest version are those that gsec has
  const warnings = refuseFindings(text.replace(/^apiVersion: .*$/m, 'apiVersion: external-secrets.io/v1'), source, context)
  const name = textAt(object.node, 'metadata', 'name') ?? ''
  return {
    text,
    value: plainObjectOf(object.node),
    kind,
    name,
    gaps: gapsOf(text).filter(({word}) => ![...wish.settings.values()].some(value => value.includes(word))),
    secrets: neededSecrets(object.node, text),
    warnings: warnings.map(({message}) => message),
  }
}

function named(manifest: string, {kind, name, namespace, apiVersion, source}: StoreWish): string {
  for (const [flag, fault] of [
    ['--name', name === undefined ? undefined : nameFault(name)],
    ['--namespace', namespace === undefined ? undefined : namespaceFault(namespace)],
  ] as const)
    if (fault !== undefined) throw new GsecError('USAGE', `${flag} ${fault}`)
  const [head, own] = /^metadata:\n {2}name: (\S+)$/m.exec(manifest) ?? []
  if (head === undefined)
    throw new GsecError('MANIFEST_INVALID', 'the template has no name below metadata', {
      where: source,
      hint: 'begin with one of templates/stores',
    })
  const place = kind === 'SecretStore' && namespace !== undefined ? `\n  namespace: ${namespace}` : ''
  return manifest.replace(head, `metadata:\n  name: ${name ?? own}${place}`).replace(/^apiVersion: .*$/m, `apiVersion: ${apiVersion}`)
}

/** Its fields; the inner maps are the user's own. */
function plainObjectOf(node: MapNode): PlainObject {
  return Object.fromEntries(node.entries.map(({key, value}) => [key.text, plainValueOf(value)]))
}

/** Texts of a provider block with their paths. */
function leavesOf(block: ProviderBlock, path = ''): [path: string, value: string][] {
  return Object.entries(block).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string' && value !== '') return [[at, value]]
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? leavesOf(value as ProviderBlock, at) : []
  })
}
