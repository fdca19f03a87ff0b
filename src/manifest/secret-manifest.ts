import type {Secret} from '../secret.js'
import type {PlainValue} from './value.js'

/** One value of a Secret. */
export interface SecretItem {
  key: string
  value: Secret
  /** `path:line:column` of the value, or what names it when it came from elsewhere (a file, a prompt). */
  place: string
}

/** A Kubernetes Secret as far as it can be sealed: what only a server writes is left out. */
export interface SecretManifest {
  /** `path:line:column` of the object. */
  place: string
  name: string | undefined
  namespace: string | undefined
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  /** Further metadata that the Secret keeps: generateName, finalizers. */
  otherMetadata: Readonly<Record<string, PlainValue>>
  type: string | undefined
  immutable: boolean | undefined
  /** data and stringData together, one item a key, stringData winning, in the order of the text. */
  items: readonly SecretItem[]
}

/** Written by the server at every change; in git they are noise that a SealedSecret must not carry back. */
export const serverSideMetadata: readonly string[] = [
  'clusterName',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
]

/** Annotations that hold the whole former object, plaintext included. */
export const lastAppliedAnnotations: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubecfg.ksonnet.io/last-applied-configuration',
]
