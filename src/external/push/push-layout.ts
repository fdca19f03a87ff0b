import {isUtf8} from 'node:buffer'
import {GsecError} from '../../errors.js'
import type {SecretItem} from '../../manifest/secret-manifest.js'
import {bytesOf} from '../../manifest/template/bytes.js'
import type {ProviderClient, SecretValue} from '../../providers/client.js'
import type {StoreKind} from '../../providers/store-kind.js'
import {Secret} from '../../secret.js'
import {propertyOfKey, remoteName} from '../remote-name.js'
import {marshalTexts} from '../resolve/json/marshal.js'

/** The Secret whose values go to a provider. */
export interface PushedSecret {
  /** `path:line:column` */
  place: string
  name: string
  namespace: string | undefined
  items: readonly SecretItem[]
}

/** How an ExternalSecret reads one value back. */
export interface PushedEntry {
  secretKey: string
  key: string
  property?: string
  /** Bytes that are no text lie there in base64. */
  isBase64: boolean
}

/** One secret as it is to be at the provider. */
export interface RemoteSecret {
  /** As a remoteRef says it: without the store's prefix. */
  key: string
  value: SecretValue
  entries: readonly PushedEntry[]
  /** dataFrom.extract makes the same of it as its entries. */
  isExtractable: boolean
}

/**
 * Lays the values of a Secret out for a provider: with {key} in the template each is a secret of its own, else the Secret is
 * one, a JSON object or what the provider has for fields. Characters that the provider takes in no name become -.
 * @throws GsecError NAMESPACE_MISSING, REFERENCE_INVALID, SECRET_INVALID, PROVIDER_UNSUPPORTED
 */
export function layOut(secret: PushedSecret, template: string, {kind, client, rule}: Target): RemoteSecret[] {
  if (secret.items.length === 0) throw new GsecError('SECRET_INVALID', 'the Secret holds no values', {where: secret.place})
  if (template.includes('{namespace}') && secret.namespace === undefined)
    throw new GsecError('NAMESPACE_MISSING', 'the name at the provider needs a namespace', {where: secret.place, hint: 'give --namespace'})
  const format = formatOf(client)
  const nameOf = (key: string) => fill(template, secret, key, rule)
  if (template.includes('{key}')) {
    const single = secret.items.map(item => singleValue(item, nameOf(item.key), format, kind))
    refuseCollisions(single)
    return single
  }
  return [wholeSecret(secret.items, nameOf(''), format, kind)]
}

export interface Target {
  kind: StoreKind
  client: Pick<ProviderClient, 'accepts'>
  /** What a name at the provider looks like. */
  rule: {pattern?: RegExp}
}

type Format = 'text' | 'json' | 'fields'

function formatOf({accepts}: Target['client']): Format {
  const format = (['text', 'json', 'fields'] as const).find(one => accepts.includes(one))
  if (format) return format
  throw new GsecError('PROVIDER_UNSUPPORTED', 'gsec cannot write to this provider', {hint: 'docs/providers.md lists those it can'})
}

function fill(template: string, {name, namespace = ''}: PushedSecret, key: string, {pattern}: Target['rule']): string {
  const filled = remoteName(template, {name, namespace, key}, pattern)
  if (filled !== undefined) return filled
  throw new GsecError('REFERENCE_INVALID', 'the provider takes no such name', {hint: 'write another one: --remote-name {namespace}-{name}'})
}

const isText = ({value}: SecretItem) => isUtf8(value.reveal())
const encoded = (item: SecretItem) => (isText(item) ? item.value : Secret.of(item.value.reveal().toString('base64')))
const latin1 = (value: Secret) => value.reveal().toString('latin1')

function singleValue(item: SecretItem, key: string, format: Format, kind: StoreKind): RemoteSecret {
  if (item.value.length === 0 && kind.id === 'aws')
    throw new GsecError('SECRET_INVALID', `${kind.title} takes no empty value`, {
      where: item.place,
      hint: 'leave {key} out of --remote-name',
    })
  // a store of fields has to call the value something
  const property = format === 'text' ? {} : {property: format === 'json' ? 'value' : item.key}
  const entry = {secretKey: item.key, key, ...property, isBase64: format !== 'fields' && !isText(item)}
  if (format === 'text') return {key, value: {kind: 'text', value: encoded(item)}, entries: [entry], isExtractable: false}
  return {
    ...wholeSecret([{...item, key: property.property ?? ''}], key, format, kind),
    entries: [entry],
    isExtractable: false,
  }
}

function wholeSecret(items: readonly SecretItem[], key: string, format: Format, {id}: StoreKind): RemoteSecret {
  const entries = items.map(item => ({
    secretKey: item.key,
    key,
    property: propertyOfKey({id}, undefined, item.key),
    isBase64: format !== 'fields' && !isText(item),
  }))
  const isExtractable = entries.every(({isBase64}) => !isBase64)
  if (format === 'fields')
    return {key, value: {kind: 'fields', fields: new Map(items.map(item => [item.key, item.value]))}, entries, isExtractable}
  const json = marshalTexts(
    items.map(item => [bytesOf(item.key), latin1(encoded(item))] as const),
    {escapesHtml: false},
  )
  return {key, value: {kind: format, value: Secret.of(Buffer.from(json, 'latin1'))}, entries, isExtractable}
}

/** tls.crt and tls-crt are one name where the provider has no dots. */
function refuseCollisions(remote: readonly RemoteSecret[]): void {
  const seen = new Set<string>()
  for (const {key} of remote) {
    if (seen.has(key))
      throw new GsecError('REFERENCE_INVALID', 'two keys of the Secret would have one name at the provider', {
        hint: 'leave {key} out of --remote-name, so that the Secret is one JSON object',
      })
    seen.add(key)
  }
}
