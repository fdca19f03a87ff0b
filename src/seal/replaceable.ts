import {textAt} from '../manifest/node.js'
import {objectsOf, readManifests} from '../manifest/read-manifests.js'

/** kind, namespace and name of each object in a text, in their order; undefined when it cannot be read. */
function identitiesIn(bytes: Uint8Array): string[] | undefined {
  try {
    return readManifests(bytes, '')
      .documents.flatMap(document => objectsOf(document))
      .map(({kind, node}) => JSON.stringify([kind, textAt(node, 'metadata', 'namespace') ?? '', textAt(node, 'metadata', 'name') ?? '']))
  } catch {
    return undefined
  }
}

/**
 * True when a file may be overwritten without asking: it holds the same objects as the new text, each with another
 * ciphertext at most. Anything else is somebody's work.
 */
export function isReplaceable(existing: Uint8Array, replacement: string): boolean {
  const before = identitiesIn(existing)
  const after = identitiesIn(Buffer.from(replacement))
  return before !== undefined && after !== undefined && before.length > 0 && before.sort().join() === after.sort().join()
}
