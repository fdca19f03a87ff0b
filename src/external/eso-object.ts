import type {ObjectName} from '../finding.js'
import type {ManifestFile, ManifestObject} from '../manifest/read-manifests.js'
import type {FindingList} from './finding-list.js'
import {below, isSet, rootSpot, type Spot, textOf} from './spot.js'

/** One object of ESO's in a manifest. */
export interface EsoObject {
  file: ManifestFile
  /** Also where it stands in the list around the object alone. */
  apiVersion: string
  kind: string
  /** Absent when it is missing or will be filled in later. */
  name: string | undefined
  namespace: string | undefined
  root: Spot
  spec: Spot
}

export function esoObject({document, node, apiVersion = '', kind = ''}: ManifestObject): EsoObject {
  const root = rootSpot(node)
  const metadata = below(root, 'metadata')
  return {
    file: document.file,
    apiVersion,
    kind,
    name: nonEmpty(textOf(below(metadata, 'name'))),
    namespace: nonEmpty(textOf(below(metadata, 'namespace'))),
    root,
    spec: below(root, 'spec'),
  }
}

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text)

/** How a finding names the object. */
export function nameOf({kind, root}: EsoObject): ObjectName {
  const metadata = below(root, 'metadata')
  const [name, namespace] = ['name', 'namespace'].map(field => {
    const spot = below(metadata, field)
    return isSet(spot) && spot.node?.kind === 'scalar' ? spot.node.text : undefined
  })
  return {kind, name, namespace}
}

/** Says that something is wrong with one object. */
export type Report = FindingListAdd extends [infer Rule, unknown, unknown, ...infer Rest] ? (ruleId: Rule, ...rest: Rest) => void : never
type FindingListAdd = Parameters<FindingList['add']>

export function reportFor(object: EsoObject, findings: FindingList): Report {
  const name = nameOf(object)
  return (ruleId, ...rest) => findings.add(ruleId, object.file, name, ...rest)
}

/** The spec of an ExternalSecret, and how many of it there will be. */
export interface ExternalSecretSpec {
  spec: Spot
  /** True inside a ClusterExternalSecret, which makes ExternalSecrets in namespaces that are not known here. */
  isCluster: boolean
}

export function externalSecretSpecOf({kind, spec}: EsoObject): ExternalSecretSpec | undefined {
  if (kind === 'ExternalSecret') return {spec, isCluster: false}
  return kind === 'ClusterExternalSecret' ? {spec: below(spec, 'externalSecretSpec'), isCluster: true} : undefined
}

/** The spec of a PushSecret, also inside a ClusterPushSecret. */
export function pushSecretSpecOf({kind, spec}: EsoObject): Spot | undefined {
  if (kind === 'PushSecret') return spec
  return kind === 'ClusterPushSecret' ? below(spec, 'pushSecretSpec') : undefined
}
