import type {SecretManifest} from '../../src/manifest/secret-manifest.js'
import {Secret} from '../../src/secret.js'

/** A Secret with one value, as a manifest would give it. */
export function sealSecretAt(place: string, changes: Partial<SecretManifest> = {}): SecretManifest {
  return {
    place,
    name: 'db',
    namespace: 'shop',
    labels: {},
    annotations: {},
    otherMetadata: {},
    type: undefined,
    immutable: undefined,
    items: [{key: 'a', value: Secret.of('x'), place}],
    ...changes,
  }
}
