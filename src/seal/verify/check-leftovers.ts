import {entryOf, nodeAt} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import {stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {lastAppliedAnnotations} from '../../manifest/secret-manifest.js'
import {type Observation, shownName} from './observation.js'

/** Metadata that a manifest in git never needs, and that shows where it was copied from. `creationTimestamp: null` is what old kubeseals print. */
const LIVE = ['managedFields', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid']

/** Annotations that hold the object as it was applied before: a Secret among them is one in the clear. */
export function checkLastApplied(object: ManifestObject): Observation[] {
  return [['metadata'], ['spec', 'template', 'metadata']].flatMap(path =>
    lastAppliedAnnotations.flatMap(key => {
      const text = stringsAt(object.node, ...path, 'annotations')[key]
      if (text === undefined) return []
      const holdsSecret = isSecret(text)
      const what = holdsSecret ? 'a Secret in the clear' : 'a former state of the object'
      return [
        {
          rule: 'sealed-last-applied',
          object,
          at: entryOf(nodeAt(object.node, ...path, 'annotations'), key)?.key ?? object.node,
          message: `the annotation ${key} of ${shownName(object)} holds ${what}`,
          keyPath: `${path.join('.')}.annotations[${key}]`,
          ...(holdsSecret && {severity: 'critical'}),
        } as const,
      ]
    }),
  )
}

/** True for JSON of a Secret with values, and for what cannot be read: better once too often. */
function isSecret(text: string): boolean {
  try {
    const {kind, data, stringData} = JSON.parse(text) as {kind?: unknown; data?: unknown; stringData?: unknown}
    return kind === 'Secret' && (hasEntries(data) || hasEntries(stringData))
  } catch {
    return /"(data|stringData)"\s*:/.test(text)
  }
}

const hasEntries = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0

export function checkLiveMetadata(object: ManifestObject): Observation[] {
  const metadata = nodeAt(object.node, 'metadata')
  const found = LIVE.flatMap(field => entryOf(metadata, field) ?? [])
  const [first] = found
  if (!first) return []
  const fields = found.map(({key}) => key.text).join(', ')
  return [
    {rule: 'sealed-live-metadata', object, at: first.key, message: `${shownName(object)} has ${fields}, which only a live object has`},
  ]
}
