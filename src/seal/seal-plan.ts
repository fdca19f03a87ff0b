import {type Binding, type Label, labelFor, type Scope, scopeAnnotation, scopeAnnotations, scopeOf} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {namespaceFault} from '../manifest/names.js'
import type {SecretManifest} from '../manifest/secret-manifest.js'

/** A value that the Secret itself does not state, with the reason for it in words ("the current context of the kubeconfig"). */
export interface Default<T> {
  value: T
  source: string
}

export interface SealSettings {
  /** --scope: wins over annotations, strict included. */
  scope?: Scope | undefined
  /** Scope where neither flag nor annotation says one, from .gsec.yaml. */
  defaultScope?: Default<Scope> | undefined
  /** -n: must agree with a Secret that names its namespace. */
  namespace?: string | undefined
  /** Namespace of a Secret that names none. Asked for only then: it may read a kubeconfig. */
  defaultNamespace?: (() => Default<string> | undefined) | undefined
}

/** A Secret with all that its SealedSecret needs to know beyond the ciphertexts. */
export interface SealPlan {
  secret: SecretManifest
  binding: Binding
  label: Label
  /** Annotations of the template: those of the Secret, with the chosen scope where a flag or the configuration chose it. */
  templateAnnotations: Readonly<Record<string, string>>
  /** Where the namespace came from, when it was not the manifest or -n. */
  namespaceSource?: string
}

/**
 * Decides name, namespace and scope of one Secret.
 * @throws GsecError SECRET_INVALID without a name, NAMESPACE_MISMATCH, NAMESPACE_MISSING
 */
export function planSeal(secret: SecretManifest, settings: SealSettings): SealPlan {
  const {name, place} = secret
  if (name === undefined)
    throw new GsecError('SECRET_INVALID', 'metadata.name is missing', {
      where: place,
      hint: 'a SealedSecret is bound to the name of its Secret',
    })
  const {scope, annotations} = chooseScope(secret, settings)
  const {namespace, source} = chooseNamespace(secret, settings, scope)
  const binding: Binding = {scope, namespace, name}
  return {
    secret,
    binding,
    label: labelFor(binding),
    templateAnnotations: annotations,
    ...(source !== undefined && {namespaceSource: source}),
  }
}

function chooseScope({annotations}: SecretManifest, {scope, defaultScope}: SealSettings) {
  const stated = scopeOf(annotations)
  if (scope !== undefined) return {scope, annotations: withScope(annotations, scope)}
  if (stated === 'strict' && defaultScope) return {scope: defaultScope.value, annotations: withScope(annotations, defaultScope.value)}
  return {scope: stated, annotations}
}

function withScope(annotations: Readonly<Record<string, string>>, scope: Scope): Record<string, string> {
  const others = Object.entries(annotations).filter(([key]) => !scopeAnnotations.includes(key))
  return Object.fromEntries(scope === 'strict' ? others : [...others, [scopeAnnotation(scope), 'true']])
}

function chooseNamespace({namespace: stated, place}: SecretManifest, {namespace: wanted, defaultNamespace}: SealSettings, scope: Scope) {
  if (stated !== undefined && wanted !== undefined && stated !== wanted) {
    throw new GsecError('NAMESPACE_MISMATCH', `the Secret is in namespace "${stated}", but -n says "${wanted}"`, {
      where: place,
      hint: 'leave out -n, or change metadata.namespace',
    })
  }
  const fault = wanted === undefined ? undefined : namespaceFault(wanted)
  if (fault) throw new GsecError('USAGE', `the namespace of -n ${fault}`)
  const named = stated ?? wanted
  // a cluster-wide value may be opened anywhere, so nothing has to be guessed
  if (named !== undefined || scope === 'cluster-wide') return {namespace: named ?? '', source: undefined}
  const found = defaultNamespace?.()
  if (found) return {namespace: found.value, source: found.source}
  throw new GsecError('NAMESPACE_MISSING', 'the Secret names no namespace, and its ciphertext is bound to one', {
    where: place,
    hint: 'add metadata.namespace, or give -n NAMESPACE',
  })
}
