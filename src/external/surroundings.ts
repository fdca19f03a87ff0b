import {isWithinBounds} from '../manifest/plain-value.js'
import type {ManifestObject} from '../manifest/read-manifests.js'
import {isEsoObject} from './check-head.js'
import {esoObject} from './eso-object.js'
import {type LintSource, readSurroundings} from './read-objects.js'
import {type KnownStore, knownStore} from './runtime/known-store.js'

/** Stores and generators in the manifests of a repository. */
export interface EsoSurroundings {
  objects: readonly ManifestObject[]
  stores: readonly KnownStore[]
}

/** What an ExternalSecret may refer to in these files; a file that cannot be read has nothing. */
export function esoSurroundings(sources: Iterable<LintSource>): EsoSurroundings {
  const objects: ManifestObject[] = []
  for (const source of sources) {
    const found = readSurroundings(source).filter(({apiVersion, kind}) => isEsoObject(apiVersion, kind))
    objects.push(...found.filter(({node}) => isWithinBounds(node)))
  }
  return {objects, stores: objects.flatMap(object => knownStore(esoObject(object)) ?? [])}
}

/** The store that a text of gsec's own describes. */
export function knownStoreIn(text: string): KnownStore[] {
  return [...esoSurroundings([{path: 'store.yaml', bytes: Buffer.from(text), isNamed: false}]).stores]
}
