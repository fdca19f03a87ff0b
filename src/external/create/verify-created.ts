import {ApiServer} from '../../kube/api-server.js'
import {chooseCluster} from '../../kube/cluster-access.js'
import type {NewDocument} from '../../manifest/append-document.js'
import {openClient} from '../../providers/open-client.js'
import type {ProviderSurroundings} from '../../providers/surroundings.js'
import type {KnownStore} from '../runtime/known-store.js'
import {findExternalSecrets} from '../verify/find-external-secrets.js'
import {liveStores} from '../verify/live.js'
import {type ExternalVerified, verifyExternalSecrets} from '../verify/verify-external-secrets.js'

/** Where the store of a manifest that is not written yet is looked for. */
interface VerifyWish {
  /** The file that it is to stand in, for findings. */
  path: string
  /** Stores of --store-file. */
  named: readonly KnownStore[]
  /** Those of the repository and of .gsec.yaml. */
  known: readonly KnownStore[]
  /** Look in the cluster for a store that is nowhere else. */
  asksCluster: boolean
  provider: ProviderSurroundings
  /** Called after each answer, with their number so far. */
  onAnswer: (answers: number) => void
}

/**
 * Resolves what manifests refer to before they are written, as `gsec verify` would afterwards.
 * @throws GsecError of the first failure when no provider could be asked
 */
export function verifyCreated(documents: readonly NewDocument[], wish: VerifyWish): Promise<ExternalVerified> {
  const {path, named, known, asksCluster, provider, onAnswer} = wish
  const text = documents.map(document => document.text).join('---\n')
  const {objects, stores: near} = findExternalSecrets([{path, bytes: Buffer.from(text), isNamed: true}])
  const server = () => new ApiServer(chooseCluster(provider.cluster, provider.kube), provider.kube, {timeoutMs: provider.timeoutMs})
  return verifyExternalSecrets({
    objects,
    stores: {named, near, far: () => known, live: asksCluster ? reference => liveStores(server())(reference) : undefined},
    open: store => openClient(store, provider),
    suggests: true,
    onAnswer,
  })
}
