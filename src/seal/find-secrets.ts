import {GsecError} from '../errors.js'
import {looksLikeTemplate} from '../manifest/helm-template.js'
import {entryOf} from '../manifest/node.js'
import {type ManifestFile, type ManifestObject, objectsOf, readManifests} from '../manifest/read-manifests.js'
import {type ReadSecret, readSecret} from '../manifest/read-secret.js'

/** Why something in the input is no Secret to be sealed. */
export type SkipReason = 'sealed already' | 'encrypted with SOPS' | 'Helm template' | 'other kind'

export interface FoundSecret extends ReadSecret {
  object: ManifestObject
}

/** What one file holds. */
export interface FileSecrets {
  /** Absent when the file was left unread. */
  file: ManifestFile | undefined
  secrets: readonly FoundSecret[]
  skipped: readonly SkipReason[]
}

interface Source {
  path: string
  bytes: Uint8Array
  /** The user named this very file: what cannot be sealed in it is an error, not something to pass over. */
  isNamed: boolean
}

/**
 * Finds the Secrets of a file.
 * @throws GsecError MANIFEST_INVALID, SECRET_INVALID with the place; for a file that the user named also when it is
 * encrypted with SOPS, or a Helm template
 */
export function findSecrets({path, bytes, isNamed}: Source): FileSecrets {
  // most files of a repository hold no Secret: they are not worth parsing, nor worth an error
  if (!isNamed && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('Secret'))
    return {file: undefined, secrets: [], skipped: []}
  let file: ManifestFile
  try {
    file = readManifests(bytes, path)
  } catch (error) {
    if (!looksLikeTemplate(bytes)) throw error
    if (isNamed) throw templateError(path)
    return {file: undefined, secrets: [], skipped: ['Helm template']}
  }
  const secrets: FoundSecret[] = []
  const skipped: SkipReason[] = []
  for (const document of file.documents) {
    if (document.root.kind !== 'map' && !isNamed) continue
    for (const object of objectsOf(document)) {
      const reason = skipReason(object)
      if (!reason) secrets.push({object, ...readSecret(object)})
      else if (reason === 'encrypted with SOPS' && isNamed) throw sopsError(object)
      else skipped.push(reason)
    }
  }
  return {file, secrets, skipped}
}

function skipReason({kind, node}: ManifestObject): SkipReason | undefined {
  if (kind === 'SealedSecret') return 'sealed already'
  if (kind !== 'Secret') return 'other kind'
  return entryOf(node, 'sops') ? 'encrypted with SOPS' : undefined
}

function templateError(path: string): GsecError {
  return new GsecError('MANIFEST_INVALID', 'is a Helm template, not a manifest', {
    where: path,
    hint: 'render it first: helm template … | gsec seal -',
  })
}

function sopsError({document, node}: ManifestObject): GsecError {
  return new GsecError('SECRET_INVALID', 'the Secret is encrypted with SOPS', {
    where: document.place(node.start),
    hint: 'decrypt it first: sops --decrypt FILE | gsec seal -',
  })
}

/** How often each reason occurs. */
export function countSkipped(reasons: readonly SkipReason[]): Map<SkipReason, number> {
  const counts = new Map<SkipReason, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return counts
}

/** "2 sealed already, 1 Helm template"; empty for nothing. */
export function describeSkipped(reasons: readonly SkipReason[]): string {
  return [...countSkipped(reasons)].map(([reason, count]) => `${count} ${reason}`).join(', ')
}
