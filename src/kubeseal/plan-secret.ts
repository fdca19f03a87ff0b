import {type Binding, labelFor, type Scope, scopeAnnotation, scopeAnnotations, scopeOf} from '../crypto/label.js'
import {lastAppliedAnnotations, type SecretManifest} from '../manifest/secret-manifest.js'
import type {SealPlan} from '../seal/seal-plan.js'
import {Failure} from './failure.js'
import {quote} from './go-text.js'
import type {ResolveNamespace} from './namespace.js'

/** How kubeseal's flags bend a Secret. */
export interface SealRules {
  /** --scope; `strict`, its default, changes nothing. */
  scope: Scope
  allowEmptyData: boolean
  /** --name, or the name of the file that is merged into. Empty: the Secret's own. */
  name: string
  /** The namespace of the file that is merged into. Empty: the Secret's own. */
  namespace: string
  /** The scope of the file that is merged into, which all its values must share. Absent: as the Secret says. */
  targetScope?: Scope
  resolveNamespace: ResolveNamespace
}

/**
 * Decides name, namespace and scope of a Secret by kubeseal's rules, which are not `planSeal`'s.
 * @throws Failure
 */
export function planSecret(secret: SecretManifest, rules: SealRules): SealPlan {
  if (secret.items.length === 0 && !rules.allowEmptyData) {
    throw new Failure(
      'secret.data is empty in input Secret, assuming this is an error and aborting. To work with empty data, --allow-empty-data can be used',
    )
  }
  const name = rules.name || secret.name
  if (!name) throw new Failure('missing metadata.name in input Secret')
  const stated = annotationsOf(secret, rules.scope)
  const scope = rules.targetScope ?? scopeOf(stated)
  const annotations = scopeOf(stated) === scope ? stated : withoutScope(stated)
  const ownNamespace = rules.namespace || (secret.namespace ?? '')
  const namespace = scope === 'cluster-wide' ? ownNamespace : checkNamespace(ownNamespace, rules.resolveNamespace)
  const binding: Binding = {scope, namespace, name}
  return {secret, binding, label: labelFor(binding), templateAnnotations: withoutLastApplied(annotations)}
}

function checkNamespace(stated: string, resolveNamespace: ResolveNamespace): string {
  const {namespace, isExplicit} = resolveNamespace()
  if (isExplicit && stated !== '' && stated !== namespace) {
    throw new Failure(`namespace mismatch: input secret is in namespace ${quote(stated)} but ${quote(namespace)} was specified`)
  }
  const chosen = stated || namespace
  if (chosen === '') throw new Failure('secret must declare a namespace')
  return chosen
}

/** The annotations of a Secret with the scope of the flag, which replaces its own unless it is strict. */
export function annotationsOf({annotations}: SecretManifest, scope: Scope): Readonly<Record<string, string>> {
  return scope === 'strict' ? annotations : {...withoutScope(annotations), [scopeAnnotation(scope)]: 'true'}
}

function withoutScope(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !scopeAnnotations.includes(key)))
}

function withoutLastApplied(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !lastAppliedAnnotations.includes(key)))
}
