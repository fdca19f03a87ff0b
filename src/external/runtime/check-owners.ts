import type {EsoObject, Report} from '../eso-object.js'
import {below, textOf} from '../spot.js'

interface Claim {
  object: EsoObject
  creation: string
  report: Report
}

/** Policies under which ESO writes to the Secret. */
const WRITING = ['Owner', 'Orphan', 'Merge', 'CreateOrMerge']

/** Finds ExternalSecrets that write to a Secret which another one owns: all but the owner fail. */
export class SecretOwners {
  readonly #claims = new Map<string, Claim[]>()

  add(object: EsoObject, report: Report): void {
    const creation = textOf(below(object.spec, 'target', 'creationPolicy')) ?? 'Owner'
    const name = textOf(below(object.spec, 'target', 'name')) ?? object.name
    if (object.kind !== 'ExternalSecret' || name === undefined || object.name === undefined || !WRITING.includes(creation)) return
    // without a namespace only what lies in the same folder goes to the same place for certain
    const place = object.namespace === undefined ? ['folder', folderOf(object.file.path)] : ['namespace', object.namespace]
    const key = JSON.stringify([...place, name])
    const claims = this.#claims.get(key)
    if (claims) claims.push({object, creation, report})
    else this.#claims.set(key, [{object, creation, report}])
  }

  report(): void {
    for (const claims of this.#claims.values()) {
      for (const {object, creation, report} of claims) {
        // the same ExternalSecret twice is one for each cluster
        const other = claims.find(claim => claim.object.name !== object.name && (creation === 'Owner' || claim.creation === 'Owner'))
        if (!other) continue
        const own = below(object.spec, 'target', 'name')
        const at = textOf(own) === undefined ? below(object.root, 'metadata', 'name') : own
        const says = creation === 'Owner' && other.creation === 'Owner' ? 'owns too' : creation === 'Owner' ? 'writes to as well' : 'owns'
        report(
          'eso-two-owners',
          at,
          `${at.path} is a Secret that the ExternalSecret ${other.object.name} in ${other.object.file.path} ${says}`,
        )
      }
    }
  }
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)
