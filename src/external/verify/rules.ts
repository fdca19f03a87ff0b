import type {FaultKind} from '../resolve/fault.js'
import {defineRules} from '../rules/lint-rule.js'

/** What `gsec verify` looks for in ExternalSecrets. docs/external.md has a row for each; ids are for ever, since pipelines hold them. */
export const externalVerifyRules = defineRules({
  'external-secret-missing': {
    title: 'Secret that the provider does not have',
    severity: 'high',
    fix: 'correct the key, or put the secret there: gsec external push',
  },
  'external-version-missing': {
    title: 'Version that the provider does not have',
    severity: 'high',
    fix: 'leave version out for the newest, or name one that there is',
  },
  'external-version-disabled': {
    title: 'Disabled version',
    severity: 'high',
    fix: 'enable or restore it at the provider, or name another version',
  },
  'external-property-missing': {title: 'Property that the value does not have', severity: 'high', fix: 'correct the property'},
  'external-not-json': {title: 'Value that is no JSON object', severity: 'high', fix: 'use data with a remoteRef, or store a JSON object'},
  'external-not-decodable': {
    title: 'Value that cannot be decoded',
    severity: 'high',
    fix: 'leave decodingStrategy out, or store the value encoded',
  },
  'external-invalid-key': {title: 'Key that no Secret may have', severity: 'high', fix: 'rename it with rewrite'},
  'external-null-byte': {title: 'NUL byte in a value', severity: 'high', fix: 'store a text, or leave nullBytePolicy out'},
  'external-rewrite-fails': {title: 'Rewrite that fails', severity: 'high', fix: 'correct the rewrite'},
  'external-template-fails': {title: 'Template that fails', severity: 'high', fix: 'correct the template'},
  'external-refused': {
    title: 'Reference that the provider refuses',
    severity: 'high',
    fix: 'write key and version as the provider has them',
  },
  'external-access-denied': {
    title: 'Secret that you may not read',
    severity: 'medium',
    fix: 'ask for the right to read it; whether ESO may, gsec cannot tell',
  },
  'external-not-asked': {title: 'Provider that could not be asked', severity: 'medium', fix: 'see docs/providers.md'},
  'external-not-verified': {title: 'Not verified', severity: 'info', fix: 'check it in the cluster: kubectl get externalsecret'},
  'external-differs': {
    title: 'Value that differs',
    severity: 'high',
    fix: 'put the value that is meant into the store, or into the Secret',
  },
})

export type ExternalVerifyRuleId = keyof typeof externalVerifyRules

/** The rule behind each kind of fault. */
export const RULE_OF: Readonly<Record<FaultKind, ExternalVerifyRuleId>> = {
  missing: 'external-secret-missing',
  version: 'external-version-missing',
  disabled: 'external-version-disabled',
  property: 'external-property-missing',
  'not-json': 'external-not-json',
  decoding: 'external-not-decodable',
  key: 'external-invalid-key',
  'null-byte': 'external-null-byte',
  rewrite: 'external-rewrite-fails',
  template: 'external-template-fails',
  refused: 'external-refused',
  denied: 'external-access-denied',
  unasked: 'external-not-asked',
  unverified: 'external-not-verified',
}
