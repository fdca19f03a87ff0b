import {scopeAnnotation} from '../crypto/label.js'
import type {PlainValue} from '../manifest/value.js'
import type {SealPlan} from './seal-plan.js'

type PlainObject = {[key: string]: PlainValue}

/**
 * The SealedSecret of a plan. Fields stand in the order of kubeseal's JSON; labels and annotations go to the template,
 * and only the scope also to the SealedSecret itself.
 * @param encryptedData base64 text by key
 */
export function sealedSecretOf(plan: SealPlan, encryptedData: ReadonlyMap<string, string>): PlainObject {
  const {secret, binding, templateAnnotations} = plan
  const scope: PlainObject = binding.scope === 'strict' ? {} : {annotations: new Map([[scopeAnnotation(binding.scope), 'true']])}
  const identity: PlainObject = {name: binding.name, ...(binding.namespace !== '' && {namespace: binding.namespace})}
  const {generateName, ...rest} = secret.otherMetadata
  const template: PlainObject = {
    metadata: {
      name: binding.name,
      ...(generateName !== undefined && {generateName}),
      ...(binding.namespace !== '' && {namespace: binding.namespace}),
      ...unlessEmpty('labels', secret.labels),
      ...unlessEmpty('annotations', templateAnnotations),
      ...rest,
    },
    ...(secret.type !== undefined && {type: secret.type}),
    ...(secret.immutable !== undefined && {immutable: secret.immutable}),
  }
  return {
    kind: 'SealedSecret',
    apiVersion: 'bitnami.com/v1alpha1',
    metadata: {...identity, ...scope},
    spec: {template, encryptedData},
  }
}

/** An empty map vanishes. */
function unlessEmpty(field: string, map: Readonly<Record<string, string>>): PlainObject {
  const entries = Object.entries(map)
  return entries.length === 0 ? {} : {[field]: new Map(entries)}
}
