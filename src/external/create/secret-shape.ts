import {GsecError} from '../../errors.js'
import {dataKeyFault} from '../../manifest/names.js'
import {entryOf, nodeAt, textAt} from '../../manifest/node.js'
import {type ManifestObject, objectsOf, readManifests} from '../../manifest/read-manifests.js'
import {stringsAt} from '../../manifest/sealed-secret-manifest.js'

/** What a Secret or SealedSecret says of itself but for its values, which are not looked at. */
export interface SecretShape {
  name: string | undefined
  namespace: string | undefined
  type: string | undefined
  keys: readonly string[]
  labels: Readonly<Record<string, string>>
  /** Annotations of the Secret that may be worth keeping, counted: a copy could carry a value along. */
  annotations: number
}

/**
 * Reads keys, type and names of the one Secret or SealedSecret in a file; of several, the one with the name.
 * @throws GsecError MANIFEST_INVALID, SECRET_INVALID or NO_SECRETS naming the file
 */
export function readSecretShape(bytes: Uint8Array, path: string, name: string | undefined): SecretShape {
  const objects = readManifests(bytes, path).documents.flatMap(objectsOf).filter(isSecret)
  const named = objects.length > 1 && name !== undefined ? objects.filter(({node}) => textAt(node, 'metadata', 'name') === name) : objects
  const [object, ...others] = named
  if (!object) throw new GsecError('NO_SECRETS', 'holds no Secret and no SealedSecret to take keys from', {where: path})
  if (others.length > 0)
    throw new GsecError('USAGE', '--from-secret holds several Secrets', {where: path, hint: 'name one of them as NAME'})
  return object.kind === 'Secret'
    ? shapeOf(object, [], ['data', 'stringData'])
    : shapeOf(object, ['spec', 'template'], ['spec.encryptedData'])
}

const isSecret = ({apiVersion, kind}: ManifestObject) =>
  (kind === 'Secret' && apiVersion === 'v1') || (kind === 'SealedSecret' && apiVersion === 'bitnami.com/v1alpha1')

/** @param template where the Secret's own fields stand */
function shapeOf({node, document}: ManifestObject, template: readonly string[], maps: readonly string[]): SecretShape {
  const keys = maps.flatMap(path => {
    const map = nodeAt(node, ...path.split('.'))
    return map?.kind === 'map' ? map.entries.map(({key}) => key) : []
  })
  if (keys.length === 0) throw new GsecError('NO_SECRETS', 'the Secret has no keys', {where: document.place(node.start)})
  for (const {text, start} of keys) {
    const fault = dataKeyFault(text)
    if (fault !== undefined) throw new GsecError('SECRET_INVALID', `a key of the Secret ${fault}`, {where: document.place(start)})
  }
  const secret = nodeAt(node, ...template)
  return {
    name: textAt(node, 'metadata', 'name'),
    namespace: textAt(node, 'metadata', 'namespace'),
    type: textAt(secret, 'type'),
    keys: [...new Set(keys.map(({text}) => text))],
    labels: stringsAt(secret, 'metadata', 'labels'),
    annotations: countAnnotations(entryOf(nodeAt(secret, 'metadata'), 'annotations')?.value),
  }
}

/** Those of the sealing controller and of kubectl belong to what the ExternalSecret replaces. */
function countAnnotations(annotations: ReturnType<typeof nodeAt>): number {
  if (annotations?.kind !== 'map') return 0
  return annotations.entries.filter(
    ({key}) => !/^(sealedsecrets\.bitnami\.com|kubectl\.kubernetes\.io|kubecfg\.ksonnet\.io)\//.test(key.text),
  ).length
}
