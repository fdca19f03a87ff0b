import type {PlainMap, PlainObject} from '../../manifest/value.js'
import type {StoreObjectKind} from '../runtime/known-store.js'
import type {PushedSecret, RemoteSecret} from './push-layout.js'

/** What the Secret is beside its values. */
export interface SecretTraits {
  type: string | undefined
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  immutable: boolean | undefined
}

/** What these say is for the controller of SealedSecrets; one that comes later would take the Secret for its own. */
const SEALED = 'sealedsecrets.bitnami.com/'

/** The ExternalSecret that makes the pushed Secret again: dataFrom where one call gives all, else one entry a key. */
export function pushManifest(
  {name, namespace}: PushedSecret,
  remotes: readonly RemoteSecret[],
  store: {kind: StoreObjectKind; name: string},
  {type, labels, annotations, immutable}: SecretTraits,
): PlainObject {
  const extracts = remotes.filter(({isExtractable}) => isExtractable).map(({key}) => ({extract: {key}}))
  const data = remotes.filter(({isExtractable}) => !isExtractable).flatMap(({entries}) => entries)
  const kept = Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith(SEALED)))
  const metadata = {...(some(labels) && {labels: mapOf(labels)}), ...(some(kept) && {annotations: mapOf(kept)})}
  const isTyped = type !== undefined && type !== 'Opaque'
  const template = {engineVersion: 'v2', ...(isTyped && {type}), ...(Object.keys(metadata).length > 0 && {metadata})}
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {name, ...(namespace !== undefined && {namespace})},
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: {kind: store.kind, name: store.name},
      target: {
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        ...(immutable && {immutable}),
        ...(Object.keys(template).length > 1 && {template}),
      },
      ...(extracts.length > 0 && {dataFrom: extracts}),
      ...(data.length > 0 && {
        data: data.map(({secretKey, key, property, isBase64}) => ({
          secretKey,
          remoteRef: {key, ...(property !== undefined && {property}), ...(isBase64 && {decodingStrategy: 'Base64'})},
        })),
      }),
    },
  }
}

const some = (record: Readonly<Record<string, string>>) => Object.keys(record).length > 0
const mapOf = (record: Readonly<Record<string, string>>): PlainMap => new Map(Object.entries(record))
