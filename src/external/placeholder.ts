const PLACEHOLDERS = [
  // Helm, Jinja, ESO's own templates
  '{{',
  // Flux, envsubst
  '${',
  // Kustomize variables, Azure pipelines
  '$(',
  // argocd-vault-plugin
  '<path:',
]

/** A text that something fills in before the cluster sees it: what it will be is not known here. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some(opening => text.includes(opening))
}
