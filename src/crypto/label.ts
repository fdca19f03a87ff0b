/** How far a ciphertext may travel and still be opened, narrowest first. */
export const scopes = ['strict', 'namespace-wide', 'cluster-wide'] as const
export type Scope = (typeof scopes)[number]

/** The bytes bound to a ciphertext: opening under another label fails. */
export type Label = string

/** Where a value may be opened. Namespace and name count only as far as the scope reaches. */
export interface Binding {
  scope: Scope
  namespace: string
  name: string
}

const ANNOTATION_PREFIX = 'sealedsecrets.bitnami.com/'

/** The annotation that states a scope other than strict. */
export function scopeAnnotation(scope: Exclude<Scope, 'strict'>): string {
  return `${ANNOTATION_PREFIX}${scope}`
}

/** All annotation keys that state a scope. */
export const scopeAnnotations: readonly string[] = [scopeAnnotation('namespace-wide'), scopeAnnotation('cluster-wide')]

/**
 * Reads the scope as the controller does: only the exact text "true" counts, and cluster-wide wins over namespace-wide.
 * https://github.com/bitnami-labs/sealed-secrets/blob/main/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go
 */
export function scopeOf(annotations: Readonly<Record<string, string>> | undefined): Scope {
  if (annotations?.[scopeAnnotation('cluster-wide')] === 'true') return 'cluster-wide'
  if (annotations?.[scopeAnnotation('namespace-wide')] === 'true') return 'namespace-wide'
  return 'strict'
}

/** docs/format.md, "Label". Kubernetes names hold no slash, so the strict form is unambiguous. */
export function labelFor({scope, namespace, name}: Binding): Label {
  if (scope === 'cluster-wide') return ''
  return scope === 'namespace-wide' ? namespace : `${namespace}/${name}`
}
