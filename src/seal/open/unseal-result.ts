import {GsecError} from '../../errors.js'
import {type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import type {PlainObject} from '../../manifest/value.js'
import type {Secret} from '../../secret.js'
import {suggestionFor} from '../../suggestion.js'
import {shownKey} from '../shown-names.js'
import {type Explanation, explanationText, type FaultExplainer} from './explain-fault.js'
import type {BoundSealedSecret, OpenedSealedSecret} from './open-sealed-secrets.js'
import {renderedTemplates, unsealedSecret} from './unsealed-secret.js'

/** A value that could not be opened. */
export interface ValueFault {
  /** `path:line:column` of the value. */
  where: string
  name: string
  namespace?: string
  key: string
  reason: Explanation['reason']
  message: string
}

/** Every value that did not open, with the reason. */
export function faultsOf(opened: readonly OpenedSealedSecret[], explainer: FaultExplainer): ValueFault[] {
  return opened.flatMap(({sealed, binding, items}) =>
    items.flatMap(one => {
      if ('value' in one) return []
      const {key, ciphertext, valueNode} = one.item
      const explanation = explainer.explain(ciphertext, one.fault, binding)
      return [
        {
          where: sealed.object.document.place(valueNode.start),
          name: binding.name,
          ...(binding.namespace !== '' && {namespace: binding.namespace}),
          key: shownKey(key),
          reason: explanation.reason,
          message: `the value of ${shownKey(key)} ${explanationText(explanation)}`,
        },
      ]
    }),
  )
}

/** The values of a SealedSecret by their keys, its templates not among them. */
export function valuesOf({items}: OpenedSealedSecret): Map<string, Secret> {
  return new Map(items.flatMap(one => ('value' in one ? [[one.item.key, one.value] as const] : [])))
}

/** The Secret that a SealedSecret becomes, all of whose values opened. @throws GsecError of its templates */
export function unsealed(opened: OpenedSealedSecret): PlainObject {
  return unsealedSecret(opened, valuesOf(opened))
}

/** One value of the Secret that it becomes. @throws GsecError of its templates */
export function secretValue(opened: OpenedSealedSecret, key: string): Secret | undefined {
  const values = valuesOf(opened)
  return values.get(key) ?? renderedTemplates(opened.sealed, values).get(key)
}

/**
 * The one SealedSecret whose Secret has a key, as far as it must be opened for that: one item, or all for a template.
 * @throws GsecError USAGE when none or several have it
 */
export function having(bound: readonly BoundSealedSecret[], key: string): BoundSealedSecret {
  const found = bound.filter(({sealed}) => keysOf(sealed).includes(key))
  const [only, second] = found
  if (second) throw new GsecError('USAGE', `${found.length} SealedSecrets have a key "${key}"`, {hint: 'say which with --name'})
  if (!only) {
    const meant = suggestionFor(
      key,
      bound.flatMap(({sealed}) => keysOf(sealed)),
    )
    throw new GsecError('USAGE', `no SealedSecret has a key "${key}"`, {hint: meant && `did you mean ${meant}?`})
  }
  // of two equal keys Kubernetes takes the last
  const item = only.sealed.items.filter(one => one.key === key).at(-1)
  return item ? {...only, sealed: {...only.sealed, items: [item]}} : only
}

function keysOf({items, template}: SealedSecretManifest): string[] {
  return [...items.map(({key}) => key), ...Object.keys(stringsAt(template, 'data'))]
}
