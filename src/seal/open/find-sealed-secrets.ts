import {GsecError} from '../../errors.js'
import {looksLikeTemplate} from '../../manifest/helm-template.js'
import {type ManifestFile, type ManifestObject, objectsOf, readManifests} from '../../manifest/read-manifests.js'

/** What one file holds. */
export interface FileSealedSecrets {
  path: string
  /** Absent when the file was left unread. */
  file: ManifestFile | undefined
  /** Every object of kind SealedSecret, sound or not. */
  objects: readonly ManifestObject[]
  /** It names SealedSecrets, and is no YAML before Helm has rendered it. */
  isTemplate: boolean
}

interface Source {
  path: string
  bytes: Uint8Array
  /** The user named this very file: what cannot be read in it is an error, not something to pass over. */
  isNamed: boolean
}

/**
 * Finds the SealedSecrets of a file, those in a List too.
 * @throws GsecError MANIFEST_INVALID with the place
 */
export function findSealedSecrets({path, bytes, isNamed}: Source): FileSealedSecrets {
  const nothing = {path, file: undefined, objects: [], isTemplate: false}
  // most files of a repository hold none: they are not worth parsing, nor worth an error
  if (!isNamed && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('SealedSecret')) return nothing
  try {
    const file = readManifests(bytes, path)
    const documents = file.documents.filter(({root}) => isNamed || root.kind === 'map')
    return {path, file, objects: documents.flatMap(objectsOf).filter(({kind}) => kind === 'SealedSecret'), isTemplate: false}
  } catch (error) {
    if (!looksLikeTemplate(bytes)) throw error
    if (!isNamed) return {...nothing, isTemplate: true}
    throw new GsecError('MANIFEST_INVALID', 'is a Helm template, not a manifest', {where: path, hint: 'render it first: helm template …'})
  }
}
