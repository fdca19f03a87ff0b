import {bytesOf} from '../../manifest/template/bytes.js'
import type {Bytes} from '../../manifest/template/value.js'
import type {Description, StoredValue} from '../../providers/client.js'
import {readScope} from '../../providers/scope.js'
import type {PropertySyntax} from '../../providers/store-kind.js'
import type {Secret} from '../../secret.js'
import type {AskedStore} from './asked-store.js'
import {ResolveFault, shownName, unverified} from './fault.js'
import {isJson, membersOf, memberText} from './json/go-json.js'
import {marshalAgain, marshalRecord, marshalTexts} from './json/marshal.js'
import {googleMetadata, kubernetesMetadata, vaultMetadata} from './metadata.js'
import {propertyIn} from './property.js'
import {goText} from './rewrite/merge.js'
import type {ValueMap} from './secret-keys.js'

/** Which value of a store is meant; an empty text is none. */
export interface RemoteRead {
  key: string
  property: string
  version: string
  /** metadataPolicy Fetch: tags or labels instead of the value. */
  fetchesMetadata: boolean
}

/** Go reads Vault's numbers as json.Number, and json.Marshal writes what it read. */
const VAULT = {escapesHtml: true, numbers: 'text'} as const
const PLAIN = {escapesHtml: false} as const

const bytesIn = (value: Secret): Bytes => value.reveal().toString('latin1')

/** What ESO's GetSecret gives for data[].remoteRef. @throws ResolveFault, GsecError as `ProviderClient` does */
export async function readValue(store: AskedStore, read: RemoteRead): Promise<Bytes> {
  const {property} = read
  if (read.fetchesMetadata) return readMetadata(store, read)
  const stored = await store.get(store.nameOf(read.key), read.version)
  if (stored.kind === 'fields') return fieldOf(bytesOfFields(stored.fields), read)
  if (stored.kind === 'json') return jsonProperty(store, stored.value, read)
  const value = bytesIn(stored.value)
  const syntax = syntaxOf(store)
  if (property === '' || syntax === 'none') return value
  if (store.kind.id === 'gcpsm' && !isJson(value)) throw notJson(read)
  // Google's provider looks for a name with dots only behind its first character
  return found(propertyIn(value, property, store.kind.id === 'gcpsm' && property.startsWith('.') ? 'gjson' : syntax), read)
}

/** What ESO's GetSecretMap gives for dataFrom[].extract. @throws ResolveFault, GsecError as `ProviderClient` does */
export async function readMap(store: AskedStore, read: RemoteRead): Promise<ValueMap> {
  if (store.kind.id === 'kubernetes') {
    if (read.property !== '' || read.fetchesMetadata) throw unverified('extract with a property or metadata of a Secret of Kubernetes')
    const stored = await store.get(store.nameOf(read.key), read.version)
    if (stored.kind === 'fields') return bytesOfFields(stored.fields)
  }
  if (read.fetchesMetadata && store.kind.id === 'azurekv') throw unverified('extract with tags of Azure Key Vault')
  const value = await readValue(store, read)
  const members = membersOf(value)
  if (!members) throw notJson(read)
  const textOfMember = store.kind.id === 'vault' ? goText : memberText
  return new Map([...members].map(([key, raw]) => [key, textOfMember(raw)]))
}

function syntaxOf({kind, block}: AskedStore): PropertySyntax {
  return kind.rules(readScope(kind, block)).property.syntax
}

/** The value that a search finds. */
export function wholeValue(stored: StoredValue): Bytes {
  if (stored.kind === 'fields') return marshalTexts(bytesOfFields(stored.fields), PLAIN)
  return stored.kind === 'json' ? marshalAgain(bytesIn(stored.value), VAULT) : bytesIn(stored.value)
}

function bytesOfFields(fields: ReadonlyMap<string, Secret>): ValueMap {
  return new Map([...fields].map(([name, value]) => [bytesOf(name), bytesIn(value)]))
}

/** A Secret of Kubernetes: the exact key first, then the key before the first dot and a path in its value. */
function fieldOf(fields: ValueMap, read: RemoteRead): Bytes {
  const {property} = read
  if (property === '') return marshalTexts(fields, PLAIN)
  const exact = fields.get(bytesOf(property))
  if (exact !== undefined) return exact
  const dot = property.indexOf('.')
  const outer = dot > 0 && dot < property.length - 1 ? fields.get(bytesOf(property.slice(0, dot))) : undefined
  return found(outer === undefined ? undefined : propertyIn(outer, property.slice(dot + 1), 'gjson'), read)
}

/** Vault and OpenBao keep fields; a key of Key Vault comes whole, in an order that is ESO's own. */
function jsonProperty(store: AskedStore, value: Secret, read: RemoteRead): Bytes {
  if (store.kind.id === 'azurekv') throw unverified('ESO writes a key of Key Vault in an order of its own')
  const json = marshalAgain(bytesIn(value), VAULT)
  const {property} = read
  if (property === '') return json
  const exact = membersOf(json)?.get(bytesOf(property))
  if (exact !== undefined) {
    if (store.kind.id === 'openBao' && !exact.startsWith('"')) throw unverified('the field of OpenBao is no text')
    return /^[-\d]/.test(exact) ? exact : goText(exact)
  }
  return found(syntaxOf(store) === 'plain' ? undefined : propertyIn(json, property, 'gjson'), read)
}

async function readMetadata(store: AskedStore, read: RemoteRead): Promise<Bytes> {
  const description: Description = await store.describe(store.nameOf(read.key))
  const {property} = read
  switch (store.kind.id) {
    case 'gcpsm':
      return found(googleMetadata(description, property), read)
    case 'kubernetes':
      return found(kubernetesMetadata(description, property), read)
    case 'vault': {
      const json = vaultMetadata(description)
      const exact = property === '' ? json : membersOf(json)?.get(bytesOf(property))
      return exact === undefined ? found(propertyIn(json, property, 'gjson'), read) : property === '' ? exact : goText(exact)
    }
    case 'azurekv':
      return found(azureTag(description, property), read)
    case 'aws': {
      const json = marshalRecord(description.labels, {escapesHtml: true})
      return property === '' ? json : found(propertyIn(json, property, 'escaped-then-gjson'), read)
    }
    default:
      throw unverified('gsec does not know how ESO reads metadata of this provider')
  }
}

/** The tag of that name, else the one before the first dot and a path in its value. */
function azureTag({labels}: Description, property: string): Bytes | undefined {
  if (property === '') return marshalRecord(labels, {escapesHtml: true})
  const exact = Object.hasOwn(labels, property) ? labels[property] : undefined
  if (exact !== undefined) return bytesOf(exact)
  const [name = '', ...path] = property.split('.')
  const value = Object.hasOwn(labels, name) ? labels[name] : undefined
  return value === undefined || path.length === 0 ? undefined : propertyIn(bytesOf(value), path.join('.'), 'gjson-then-escaped')
}

function found(value: Bytes | undefined, {key, property}: RemoteRead): Bytes {
  if (value !== undefined) return value
  throw new ResolveFault('property', `${shownName(key)} has no property ${shownName(property)}`)
}

function notJson({key, property}: RemoteRead): ResolveFault {
  const what = property === '' ? shownName(key) : `the property ${shownName(property)} of ${shownName(key)}`
  return new ResolveFault('not-json', `${what} is no JSON object`)
}
