import {defineRules} from './lint-rule.js'

/** What the API server refuses, by ESO's definitions. */
export const definitionRules = defineRules({
  'eso-yaml-invalid': {title: 'not a manifest', severity: 'high', fix: 'mend the YAML'},
  'eso-api-version': {title: 'version that is not served', severity: 'high', fix: 'write the version that ESO serves'},
  'eso-kind': {title: 'unknown kind', severity: 'high', fix: 'write a kind that ESO has'},
  'eso-metadata': {title: 'wrong metadata', severity: 'high', fix: 'write names and labels as Kubernetes demands'},
  'eso-unknown-field': {title: 'unknown field', severity: 'high', fix: 'correct the name, or leave the field out'},
  'eso-unknown-provider': {title: 'unknown provider', severity: 'high', fix: 'write the key that ESO has for the provider'},
  'eso-required-field': {title: 'missing field', severity: 'high', fix: 'add the field'},
  'eso-wrong-type': {title: 'wrong type', severity: 'high', fix: 'write a value of that type'},
  'eso-unknown-value': {title: 'unknown value', severity: 'high', fix: 'write one of the values that ESO knows'},
  'eso-text-form': {title: 'text of the wrong form', severity: 'high', fix: 'correct the text'},
  'eso-number-range': {title: 'number out of range', severity: 'high', fix: 'write a number within the range'},
  'eso-item-count': {title: 'too few or too many entries', severity: 'high', fix: 'keep as many entries as the field takes'},
  'eso-field-rule': {title: 'fields that do not go together', severity: 'high', fix: 'set the fields that the rule asks for'},
  'eso-duration': {title: 'unreadable duration', severity: 'high', fix: 'write hours, minutes and seconds, as in 1h30m0s'},
  'eso-not-checked': {title: 'not checked offline', severity: 'info', fix: "check it with the cluster's own definitions: --crds FILE"},
  'eso-placeholder': {title: 'placeholder', severity: 'info', fix: 'lint what is rendered to check these values too'},
})
