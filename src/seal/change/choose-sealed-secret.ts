import {GsecError} from '../../errors.js'
import {type MapNode, textAt} from '../../manifest/node.js'
import {readSealedSecret, type SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import {suggestionFor} from '../../suggestion.js'
import type {FileSealedSecrets} from '../open/find-sealed-secrets.js'
import {soundName} from '../shown-names.js'

/** Which SealedSecret of a file is meant. */
export interface Wanted {
  name: string | undefined
  namespace: string | undefined
}

/**
 * The one SealedSecret of a file that a change is for.
 * @throws GsecError NO_SECRETS, USAGE where several could be meant, MANIFEST_INVALID
 */
export function chooseSealedSecret({path, objects}: FileSealedSecrets, {name, namespace}: Wanted): SealedSecretManifest {
  if (objects.length === 0) {
    throw new GsecError('NO_SECRETS', 'holds no SealedSecret', {where: path, hint: 'a Secret becomes one with "gsec seal"'})
  }
  const names = objects.map(({node}) => textAt(node, 'metadata', 'name') ?? '')
  const shown = [...new Set(names.flatMap(one => soundName(one) ?? []))]
  const named = objects.filter((_, index) => name === undefined || names[index] === name)
  const chosen = named.length > 1 && namespace !== undefined ? named.filter(({node}) => isIn(namespace, node)) : named
  const [only, second] = chosen
  if (only && !second) return readSealedSecret(only)
  if (only) {
    throw new GsecError('USAGE', `holds ${objects.length} SealedSecrets`, {
      where: path,
      hint: `say which with --name, and -n where names repeat: ${shown.join(', ')}`,
    })
  }
  const meant = suggestionFor(name ?? '', shown)
  throw new GsecError('USAGE', `holds no SealedSecret named "${name}"`, {
    where: path,
    hint: meant ? `did you mean ${meant}?` : `it holds ${shown.join(', ')}`,
  })
}

/** One that names no namespace may be meant as well. */
function isIn(wanted: string, node: MapNode): boolean {
  const stated = textAt(node, 'metadata', 'namespace')
  return stated === undefined || stated === wanted
}
