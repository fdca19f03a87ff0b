import type {PlainMap, PlainObject, PlainValue} from '../../manifest/value.js'
import type {RemoteRef} from '../../providers/remote-ref.js'
import type {StoreObjectKind} from '../runtime/known-store.js'
import {GENERATORS_GROUP} from '../schema/kinds.js'
import {FIND_DEFAULTS, REMOTE_REF_DEFAULTS} from './eso-version.js'
import type {GeneratorChoice} from './generator.js'

export interface DataEntry {
  secretKey: string
  remoteRef: RemoteRef
}

export interface Search {
  name?: string | undefined
  tags?: PlainMap | undefined
  path?: string | undefined
}

/** Everything that an ExternalSecret is to say, checked and in ESO's words. */
export interface ExternalSecretPlan {
  apiVersion: string
  name: string
  namespace: string | undefined
  /** Absent where nothing but generators is asked. */
  store: {kind: StoreObjectKind; name: string} | undefined
  data: readonly DataEntry[]
  extracts: readonly RemoteRef[]
  searches: readonly Search[]
  generators: readonly GeneratorChoice[]
  rewrites: readonly PlainObject[]
  /** Absent where the policy never asks for it. */
  refreshInterval: string | undefined
  refreshPolicy: string | undefined
  creationPolicy: string
  deletionPolicy: string
  isImmutable: boolean
  type: string | undefined
  templateData: PlainMap
  mergePolicy: 'Replace' | 'Merge'
  labels: PlainMap
  annotations: PlainMap
  /** Writes what ESO's definitions filled in before 2.9. */
  writesDefaults: boolean
  /** A ClusterExternalSecret, for the namespaces that one of these selects. */
  namespaceSelectors: readonly PlainObject[] | undefined
}

/** The manifest: an ExternalSecret, or a ClusterExternalSecret around it. */
export function externalSecretManifest(plan: ExternalSecretPlan): PlainObject {
  const {apiVersion, name, namespace, namespaceSelectors} = plan
  if (!namespaceSelectors) {
    const metadata = {name, ...(namespace !== undefined && {namespace}), ...labelsOf(plan)}
    return {apiVersion, kind: 'ExternalSecret', metadata, spec: specOf(plan)}
  }
  const inner = labelsOf(plan)
  return {
    apiVersion,
    kind: 'ClusterExternalSecret',
    metadata: {name},
    spec: {
      externalSecretName: name,
      ...(Object.keys(inner).length > 0 && {externalSecretMetadata: inner}),
      externalSecretSpec: specOf(plan),
      namespaceSelectors: [...namespaceSelectors],
    },
  }
}

function labelsOf({labels, annotations}: ExternalSecretPlan): PlainObject {
  return {...(labels.size > 0 && {labels}), ...(annotations.size > 0 && {annotations})}
}

function specOf(plan: ExternalSecretPlan): PlainObject {
  const {store, refreshInterval, refreshPolicy} = plan
  const data = plan.data.map(({secretKey, remoteRef}): PlainObject => ({secretKey, remoteRef: remoteRefOf(remoteRef, plan)}))
  const dataFrom = dataFromOf(plan)
  return {
    ...(refreshInterval !== undefined && {refreshInterval}),
    ...(refreshPolicy !== undefined && {refreshPolicy}),
    ...(store && {secretStoreRef: {kind: store.kind, name: store.name}}),
    target: targetOf(plan),
    ...(data.length > 0 && {data}),
    ...(dataFrom.length > 0 && {dataFrom}),
  }
}

/** Later entries win over earlier ones, and data over all of them. */
function dataFromOf(plan: ExternalSecretPlan): PlainObject[] {
  const rewrite = plan.rewrites.length > 0 ? {rewrite: [...plan.rewrites]} : {}
  return [
    ...plan.extracts.map(remoteRef => ({extract: remoteRefOf(remoteRef, plan)})),
    ...plan.searches.map(search => ({find: findOf(search, plan)})),
    ...plan.generators.map(({kind, name}) => ({
      sourceRef: {generatorRef: {apiVersion: `${GENERATORS_GROUP}/v1alpha1`, kind, name}},
    })),
  ].map(entry => ({...entry, ...rewrite}))
}

function remoteRefOf(remoteRef: RemoteRef, {writesDefaults}: ExternalSecretPlan): PlainObject {
  return {...remoteRef, ...(writesDefaults && REMOTE_REF_DEFAULTS)}
}

function findOf({name, tags, path}: Search, {writesDefaults}: ExternalSecretPlan): PlainObject {
  return {
    ...(path !== undefined && {path}),
    ...(name !== undefined && {name: {regexp: name}}),
    ...(tags && {tags}),
    ...(writesDefaults && FIND_DEFAULTS),
  }
}

function targetOf(plan: ExternalSecretPlan): PlainObject {
  const {creationPolicy, deletionPolicy, isImmutable} = plan
  const template = templateOf(plan)
  return {creationPolicy, deletionPolicy, ...(isImmutable && {immutable: true}), ...(template && {template})}
}

/** Without a template ESO copies its own labels to the Secret; with one only those of the template. */
function templateOf(plan: ExternalSecretPlan): PlainValue | undefined {
  const {type, templateData, mergePolicy} = plan
  if (type === undefined && templateData.size === 0) return undefined
  const metadata = labelsOf(plan)
  return {
    engineVersion: 'v2',
    mergePolicy,
    ...(type !== undefined && {type}),
    ...(Object.keys(metadata).length > 0 && {metadata}),
    ...(templateData.size > 0 && {data: templateData}),
  }
}
