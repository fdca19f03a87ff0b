import type {Refusal} from '../../crypto/envelope.js'
import {type Binding, type Label, labelFor} from '../../crypto/label.js'
import {decodeBase64} from '../../manifest/base64.js'
import type {EncryptedItem, SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import type {Secret} from '../../secret.js'
import type {OpenJob, OpenValues} from './open-values.js'
import type {UnsealingKey} from './read-key-file.js'

/** Why a value did not open. */
export type OpenFault = Refusal | 'not-base64'

/** One value of a SealedSecret, opened or not. */
export type OpenedItem = {item: EncryptedItem; value: Secret; key: UnsealingKey} | {item: EncryptedItem; fault: OpenFault}

/** A SealedSecret whose name, namespace and scope are known. */
export interface BoundSealedSecret {
  sealed: SealedSecretManifest
  binding: Binding
}

export interface OpenedSealedSecret extends BoundSealedSecret {
  label: Label
  items: readonly OpenedItem[]
}

/** Opens every value of every SealedSecret; what does not open is told, not thrown. */
export async function openSealedSecrets(
  bound: readonly BoundSealedSecret[],
  keys: readonly UnsealingKey[],
  openValues: OpenValues,
): Promise<OpenedSealedSecret[]> {
  const jobs: OpenJob[] = []
  const planned = bound.map(({sealed, binding}) => {
    const label = labelFor(binding)
    return {sealed, binding, label, items: sealed.items.map(item => ({item, job: addJob(item, label, jobs)}))}
  })
  const results = await openValues(
    jobs,
    keys.map(({key}) => key),
  )
  return planned.map(({items, ...rest}) => ({...rest, items: items.map(({item, job}) => openedItem(item, job, results, keys))}))
}

/** The job's place among the jobs; undefined for what is no base64. */
function addJob({ciphertext}: EncryptedItem, label: Label, jobs: OpenJob[]): number | undefined {
  const envelope = decodeBase64(ciphertext)
  return 'faultAt' in envelope ? undefined : jobs.push({envelope, label}) - 1
}

function openedItem(
  item: EncryptedItem,
  job: number | undefined,
  results: Awaited<ReturnType<OpenValues>>,
  keys: readonly UnsealingKey[],
): OpenedItem {
  const result = job === undefined ? 'not-base64' : (results[job] ?? 'session-key-refused')
  if (typeof result === 'string') return {item, fault: result}
  const key = keys[result.keyIndex]
  return key ? {item, value: result.value, key} : {item, fault: 'session-key-refused'}
}
