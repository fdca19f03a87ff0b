// What `edit --live` asks a cluster for, in the words of the real one.

export interface LiveObjects {
  secrets: FakeSecret[]
  sealedSecrets: FakeSealedSecret[]
}

interface FakeSecret {
  namespace: string
  name: string
  /** By key, not in base64. */
  values: Record<string, string | Buffer>
}

interface FakeSealedSecret {
  namespace: string
  name: string
  encryptedData: Record<string, string>
  /** What the controller says; absent before it has looked. */
  synced?: boolean
}

export type LiveResource = 'secrets' | 'sealedsecrets'

/** The object as the API server shows it; undefined when it is not there. */
export function liveObject({secrets, sealedSecrets}: LiveObjects, resource: LiveResource, place: {namespace: string; name: string}) {
  const isMeant = (one: {namespace: string; name: string}) => one.namespace === place.namespace && one.name === place.name
  if (resource === 'secrets') {
    const secret = secrets.find(isMeant)
    return secret && {kind: 'Secret', apiVersion: 'v1', metadata: place, data: inBase64(secret.values), type: 'Opaque'}
  }
  const sealed = sealedSecrets.find(isMeant)
  if (!sealed) return undefined
  const {encryptedData, synced} = sealed
  const status = {observedGeneration: 1, conditions: [{type: 'Synced', status: synced ? 'True' : 'False'}]}
  const head = {kind: 'SealedSecret', apiVersion: 'bitnami.com/v1alpha1', metadata: {...place, generation: 1}}
  return {...head, spec: {encryptedData}, ...(synced !== undefined && {status})}
}

function inBase64(values: Record<string, string | Buffer>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]))
}
