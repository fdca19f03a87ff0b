import {loadRegularExpressions} from '../../src/external/regular-expressions.js'
import {AskedStore} from '../../src/external/resolve/asked-store.js'
import {type Resolution, resolveExternalSecret} from '../../src/external/resolve/resolve-external-secret.js'
import {Turnstile} from '../../src/external/resolve/turnstile.js'
import {rootSpot} from '../../src/external/spot.js'
import {readManifests} from '../../src/manifest/read-manifests.js'
import type {ProviderClient} from '../../src/providers/client.js'
import {findStoreKind} from '../../src/providers/find-store-kind.js'
import type {ProviderBlock} from '../../src/providers/store-kind.js'

/** Resolves the spec of an ExternalSecret, all of whose entries use one store. */
export async function resolveSpec(
  spec: unknown,
  client: ProviderClient,
  {provider = 'aws', block = {service: 'SecretsManager'}}: {provider?: string; block?: ProviderBlock} = {},
): Promise<Resolution> {
  const [document] = readManifests(Buffer.from(JSON.stringify(spec)), 'spec.json').documents
  const kind = findStoreKind(provider)
  if (!document || !kind) throw new Error('no spec or no such provider')
  const store = new AskedStore({kind, block, client}, new Turnstile(8))
  return resolveExternalSecret(rootSpot(document.root), {storeFor: async () => store, expressions: await loadRegularExpressions()})
}
