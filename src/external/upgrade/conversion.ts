import type {TextEdit} from '../../manifest/edit/text-edit.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'

/**
 * What can be brought to the version that ESO serves: its own old versions, Kubernetes External Secrets (its predecessor), and
 * Secrets with the placeholders of argocd-vault-plugin.
 */
export const oldForms = ['v1beta1', 'v1alpha1', 'kes', 'avp'] as const
export type OldForm = (typeof oldForms)[number]

export const formTitles: Readonly<Record<OldForm, string>> = {
  v1beta1: 'external-secrets.io/v1beta1',
  v1alpha1: 'external-secrets.io/v1alpha1',
  kes: 'Kubernetes External Secrets',
  avp: 'argocd-vault-plugin',
}

/** Edits of the text around one object. */
export type Step = (object: ManifestObject) => TextEdit[]

/** How one object is brought up to date. */
export interface Conversion {
  /** Each sees the object as the step before it has left it. */
  steps: readonly Step[]
  /** What the user should look at, for the object has changed its meaning a little or lost a setting. */
  notes: readonly string[]
}
