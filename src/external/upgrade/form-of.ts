import {type ManifestNode, type MapNode, textAt} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import type {OldForm} from './conversion.js'
import {holdsPlaceholders} from './placeholders.js'

const VERSIONED = ['ExternalSecret', 'ClusterExternalSecret', 'SecretStore', 'ClusterSecretStore']

/** What an object has to be brought up from; undefined where there is nothing to do. */
export function formOf(object: ManifestObject): OldForm | undefined {
  return versionOf(object) ?? (holdsPlaceholders(object) ? 'avp' : undefined)
}

/**
 * Old objects, and references to such, inside another one: values of a HelmRelease, health checks of a Flux Kustomization, targets of
 * kustomize.
 * The first of each form.
 */
export function nestedForms(object: ManifestObject): Map<OldForm, MapNode> {
  const found = new Map<OldForm, MapNode>()
  const pending: ManifestNode[] = [object.node]
  const seen = new Set<object>()
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === 'scalar') continue
    const inner = next.kind === 'map' ? next.entries : next.items
    if (seen.has(inner)) continue
    seen.add(inner)
    const form = next.kind === 'map' && next !== object.node ? versionOf(headOf(next)) : undefined
    if (form && next.kind === 'map' && !found.has(form)) found.set(form, next)
    const below = next.kind === 'map' ? next.entries.map(({value}) => value) : next.items
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index] as ManifestNode)
  }
  return found
}

/** A patch of kustomize names group and version of its target apart. */
function headOf(map: MapNode): Pick<ManifestObject, 'apiVersion' | 'kind'> {
  const [group, version] = [textAt(map, 'group'), textAt(map, 'version')]
  const target = group !== undefined && version !== undefined ? `${group}/${version}` : undefined
  return {apiVersion: textAt(map, 'apiVersion') ?? target, kind: textAt(map, 'kind')}
}

function versionOf({apiVersion, kind = ''}: Pick<ManifestObject, 'apiVersion' | 'kind'>): OldForm | undefined {
  if (apiVersion === 'external-secrets.io/v1beta1' && VERSIONED.includes(kind)) return 'v1beta1'
  if (apiVersion === 'external-secrets.io/v1alpha1' && VERSIONED.includes(kind)) return 'v1alpha1'
  return apiVersion === 'kubernetes-client.io/v1' && kind === 'ExternalSecret' ? 'kes' : undefined
}

/** One of these stands in every file that upgrade has something to say about; a value in base64 hides its placeholder behind an annotation or its `<path:`. */
export const OLD_MARKS = [
  'external-secrets.io/v1beta1',
  'external-secrets.io/v1alpha1',
  'kubernetes-client.io/v1',
  '<path:',
  'avp.kubernetes.io/path',
  // `<path:` in base64, at each of its three places in a group
  'PHBhdGg6',
  'xwYXRoO',
  '8cGF0aD',
]
