import {bytesOf} from '../../manifest/template/bytes.js'
import type {Bytes} from '../../manifest/template/value.js'
import type {ListedSecret} from '../../providers/client.js'
import {readScope} from '../../providers/scope.js'
import type {RegularExpressions} from '../regular-expressions.js'
import type {AskedStore} from './asked-store.js'
import {ResolveFault} from './fault.js'
import {wholeValue} from './read-value.js'
import {convertKeys, type ValueMap} from './secret-keys.js'

/** The criteria of dataFrom[].find; absent and empty are told apart, as ESO does. */
export interface Find {
  regexp: string | undefined
  tags: Readonly<Record<string, string>> | undefined
  path: string | undefined
  conversionStrategy: string
}

/** These make keys of the names before any rewrite sees them. */
const CONVERT_EARLY = ['gcpsm', 'kubernetes', 'vault', 'openBao']

/**
 * What ESO's GetAllSecrets gives: whole values by the names of their secrets.
 * @throws ResolveFault, GsecError as `ProviderClient` does
 */
export async function findValues(store: AskedStore, find: Find, expressions: RegularExpressions): Promise<ValueMap> {
  const names = await matchingNames(store, find, expressions)
  const values = await Promise.all(
    names.map(async name => [bytesOf(name), wholeValue(await store.get(readName(store, name, find)))] as const),
  )
  const found = new Map<Bytes, Bytes>(values)
  return CONVERT_EARLY.includes(store.kind.id) ? convertKeys(found, find.conversionStrategy) : found
}

async function matchingNames(store: AskedStore, find: Find, expressions: RegularExpressions): Promise<string[]> {
  const rule = store.kind.rules(readScope(store.kind, store.block)).find
  if (!rule) throw new ResolveFault('refused', `ESO cannot search in ${store.kind.title}`)
  const {regexp, tags, path} = criteriaThatCount(store.kind.id, find)
  if (regexp === undefined && tags === undefined) throw new ResolveFault('refused', 'the search has neither a name nor tags')
  if (regexp !== undefined && expressions.fault(regexp) !== undefined)
    throw new ResolveFault('refused', 'find.name.regexp is no regular expression')
  const pattern = regexp === undefined ? undefined : expressions.compile(regexp)
  const listed = await store.list({...(path !== undefined && {path}), ...(tags && {tags})})
  const isWanted = ({name, isDisabled}: ListedSecret) =>
    !(isDisabled && store.kind.id === 'azurekv') && (pattern?.test(name) ?? true) && (!isFlat(store) || name.startsWith(path ?? ''))
  return listed.filter(isWanted).map(({name}) => name)
}

/** Azure Key Vault takes name and tags together; Kubernetes prefers tags, the others the name. */
function criteriaThatCount(provider: string, {regexp, tags, path}: Find): Pick<Find, 'regexp' | 'tags' | 'path'> {
  const hasTags = tags !== undefined && (provider === 'kubernetes' || Object.keys(tags).length > 0)
  if (provider === 'azurekv') return {regexp, tags: hasTags ? tags : undefined, path: undefined}
  if (provider === 'kubernetes') return {regexp: hasTags ? undefined : regexp, tags: hasTags ? tags : undefined, path: undefined}
  return {regexp, tags: regexp === undefined && hasTags ? tags : undefined, path}
}

/** Where a path is the beginning of a name, not a folder. */
const isFlat = ({kind, block}: AskedStore) =>
  kind.id === 'gcpsm' || (kind.id === 'aws' && readScope(kind, block)['service'] === 'SecretsManager')

/** A search by name alone makes ESO put the store's prefix of AWS in front of the whole name, once more. */
function readName(store: AskedStore, name: string, {regexp, path}: Find): string {
  const asksAgain = regexp !== undefined && path === undefined && readScope(store.kind, store.block)['service'] === 'SecretsManager'
  return asksAgain ? store.nameOf(name) : name
}
