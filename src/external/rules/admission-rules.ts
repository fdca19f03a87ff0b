import {defineRules} from './lint-rule.js'

/** What ESO's admission webhook refuses. Tools that know the definitions alone let it pass. */
export const admissionRules = defineRules({
  'eso-no-data': {title: 'nothing to fetch', severity: 'high', fix: 'add entries under data or dataFrom'},
  'eso-data-from': {
    title: 'unclear source',
    severity: 'high',
    fix: 'give each entry of dataFrom one of extract, find and sourceRef.generatorRef',
  },
  'eso-deletion-policy': {title: 'policies that contradict', severity: 'high', fix: 'use creationPolicy: Owner, or deletionPolicy: Retain'},
  'eso-privileged-template': {title: 'type that ESO must not make', severity: 'high', fix: 'let Kubernetes make such a Secret, not ESO'},
  'eso-template-target': {title: 'unknown template target', severity: 'high', fix: 'write target: Data, Annotations or Labels'},
  'eso-duplicate-key': {title: 'key fetched twice', severity: 'high', fix: 'keep one entry for each secretKey'},
  'eso-selector-namespace': {
    title: 'namespace of a reference',
    severity: 'high',
    fix: 'name the namespace in a ClusterSecretStore, and leave it out of a SecretStore',
  },
  'eso-selector-incomplete': {title: 'incomplete reference', severity: 'high', fix: 'name the Secret and its key'},
  'eso-store-auth': {title: 'no way to log in', severity: 'high', fix: 'complete one way to log in'},
  'eso-store-setting': {title: 'settings that the provider refuses', severity: 'high', fix: 'correct the setting'},
  'eso-namespace-regexp': {title: 'unreadable regular expression', severity: 'high', fix: "write the expression in Go's syntax (RE2)"},
})
