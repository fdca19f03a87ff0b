import type {ManifestObject} from '../../manifest/read-manifests.js'
import type {OldForm} from './conversion.js'
import {holdsPlaceholders} from './placeholders.js'

const VERSIONED = ['ExternalSecret', 'ClusterExternalSecret', 'SecretStore', 'ClusterSecretStore']

/** What an object has to be brought up from; undefined where there is nothing to do. */
export function formOf(object: ManifestObject): OldForm | undefined {
  const {apiVersion, kind = ''} = object
  if (apiVersion === 'external-secrets.io/v1beta1' && VERSIONED.includes(kind)) return 'v1beta1'
  if (apiVersion === 'external-secrets.io/v1alpha1' && VERSIONED.includes(kind)) return 'v1alpha1'
  if (apiVersion === 'kubernetes-client.io/v1' && kind === 'ExternalSecret') return 'kes'
  return holdsPlaceholders(object) ? 'avp' : undefined
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
