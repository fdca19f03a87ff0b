import {GsecError} from '../../errors.js'
import {ApiServer} from '../../kube/api-server.js'
import {chooseCluster} from '../../kube/cluster-access.js'
import {objectsOf, readManifests} from '../../manifest/read-manifests.js'
import {readSecret} from '../../manifest/read-secret.js'
import {openClient} from '../../providers/open-client.js'
import type {ProviderSurroundings} from '../../providers/surroundings.js'
import type {Secret} from '../../secret.js'
import type {LintSource} from '../read-objects.js'
import type {KnownStore} from '../runtime/known-store.js'
import {type FoundExternalSecrets, findStores} from './find-external-secrets.js'
import {liveSecrets, liveStores} from './live.js'
import {type ExternalVerified, type ExternalVerifyInput, verifyExternalSecrets} from './verify-external-secrets.js'

export interface FilesInput extends Pick<ExternalVerifyInput, 'namespace' | 'mustAnswer' | 'allowMissing' | 'suggests' | 'onAnswer'> {
  found: FoundExternalSecrets
  /** Files of --store-file. */
  storeFiles: readonly LintSource[]
  /** The other manifests of the repository; read when a store is looked for. */
  surroundings: () => Iterable<LintSource>
  /** Stores of .gsec.yaml. */
  configured: readonly KnownStore[]
  provider: ProviderSurroundings
  /** Look in the cluster for stores that no file has. */
  asksCluster: boolean
  /** A file with Secrets, or the cluster. */
  against?: LintSource | 'live' | undefined
}

/**
 * Verifies the ExternalSecrets of files: looks their stores up, asks with the user's own credentials, compares.
 * @throws GsecError as `verifyExternalSecrets`, and MANIFEST_INVALID, SECRET_INVALID or NO_SECRETS for --against
 */
export function verifyFiles(input: FilesInput): Promise<ExternalVerified> {
  const {found, provider, against} = input
  const server = once(() => new ApiServer(chooseCluster(provider.cluster, provider.kube), provider.kube, {timeoutMs: provider.timeoutMs}))
  const own = new Set(found.paths)
  return verifyExternalSecrets({
    ...input,
    objects: found.objects,
    stores: {
      named: findStores(input.storeFiles),
      near: found.stores,
      far: onceEach(name => [...findStores(input.surroundings(), {name, passedOver: own}), ...input.configured]),
      live: input.asksCluster ? reference => liveStores(server())(reference) : undefined,
    },
    open: store => openClient(store, provider),
    against: against === 'live' ? target => liveSecrets(server())(target) : against && secretsIn(against, found.objects.length === 1),
  })
}

/** Secrets of a file by name and namespace; the only one stands for the only ExternalSecret, whatever its name. */
function secretsIn({path, bytes}: LintSource, isSingle: boolean): NonNullable<ExternalVerifyInput['against']> {
  const objects = readManifests(bytes, path)
    .documents.flatMap(objectsOf)
    .filter(({kind}) => kind === 'Secret')
  const secrets = objects.map(object => readSecret(object).secret)
  const [only] = secrets
  if (!only)
    throw new GsecError('NO_SECRETS', 'there is no Secret to compare with', {where: path, hint: 'name a file with the Secret, or live'})
  return async ({name, namespace}) => {
    const found =
      secrets.find(secret => secret.name === name && (secret.namespace ?? namespace) === (namespace ?? secret.namespace)) ??
      (isSingle && secrets.length === 1 ? only : undefined)
    return found && new Map<string, Secret>(found.items.map(({key, value}) => [key, value]))
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function onceEach<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return name => {
    const known = made.get(name) ?? make(name)
    made.set(name, known)
    return known
  }
}
