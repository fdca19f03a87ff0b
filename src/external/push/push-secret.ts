import type {Finding} from '../../finding.js'
import {emitYaml} from '../../manifest/emit-yaml.js'
import {objectsOf, readManifests} from '../../manifest/read-manifests.js'
import type {PlainObject} from '../../manifest/value.js'
import type {ProviderClient} from '../../providers/client.js'
import {readScope} from '../../providers/scope.js'
import type {ProviderBlock, StoreKind} from '../../providers/store-kind.js'
import type {KnownStore} from '../runtime/known-store.js'
import {verifyExternalSecrets} from '../verify/verify-external-secrets.js'
import {layOut, type PushedSecret} from './push-layout.js'
import {pushManifest, type SecretTraits} from './push-manifest.js'
import {type PushStep, planStep} from './push-plan.js'

/** The store that values are pushed to. */
export interface PushTarget {
  store: KnownStore
  kind: StoreKind
  block: ProviderBlock
  client: ProviderClient
}

/** A push that has been thought through, and written nothing. */
export interface PushPlan {
  secret: PushedSecret
  steps: readonly PushStep[]
  /** The ExternalSecret that reads the values back. */
  manifest: PlainObject
}

/** A Secret with all that its ExternalSecret has to say. */
export type PushedObject = PushedSecret & SecretTraits

/** @throws GsecError of `layOut`, and as `ProviderClient` does */
export async function planPush(secret: PushedObject, template: string, {store, kind, block, client}: PushTarget): Promise<PushPlan> {
  const rule = kind.rules(readScope(kind, block)).key
  const remotes = layOut(secret, template, {kind, client, rule})
  const steps = await Promise.all(remotes.map(remote => planStep(remote, client)))
  return {secret, steps, manifest: pushManifest(secret, remotes, store, secret)}
}

/** Writes what is new or different, one secret after the other. @throws GsecError as `ProviderClient` does */
export async function writePush({steps}: PushPlan, client: ProviderClient, onWritten: (step: PushStep) => void): Promise<void> {
  for (const step of steps) {
    if (step.action === 'keep') continue
    await client.put(client.prefix + step.remote.key, step.remote.value, {expected: step.expected})
    onWritten(step)
  }
}

/** Reads the values back as ESO would, and compares them byte for byte. @throws GsecError as `ProviderClient` does */
export async function provePush({secret, manifest}: PushPlan, {store, client}: PushTarget): Promise<readonly Finding[]> {
  const path = 'the ExternalSecret'
  const objects = readManifests(Buffer.from(emitYaml(manifest)), path).documents.flatMap(objectsOf)
  const {findings} = await verifyExternalSecrets({
    objects,
    stores: {named: [{...store, namespace: undefined}], near: [], far: () => []},
    open: async () => client,
    against: async () => new Map(secret.items.map(({key, value}) => [key, value])),
  })
  return findings
}
