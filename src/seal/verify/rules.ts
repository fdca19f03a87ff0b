import type {Severity} from '../../finding.js'

/** What is the same for all findings of a rule. */
export interface VerifyRule {
  title: string
  severity: Severity
  remediation: string
  documentation?: string
}

const SCOPES = 'https://github.com/bitnami-labs/sealed-secrets#scopes'
const TEMPLATES = 'https://github.com/bitnami-labs/sealed-secrets#sealedsecrets-as-templates-for-secrets'
const TYPES = 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types'

/** What `gsec verify` looks for. docs/verify.md has a row for each; ids are for ever, since pipelines hold them. */
export const verifyRules = {
  'sealed-malformed': {
    title: 'Malformed SealedSecret',
    severity: 'high',
    remediation: 'Write spec.encryptedData as a map of keys to ciphertexts; the controller takes anything else for empty.',
  },
  'sealed-api-version': {
    title: 'Unknown apiVersion',
    severity: 'high',
    remediation: 'Write apiVersion: bitnami.com/v1alpha1, the only one there is.',
  },
  'sealed-invalid-name': {
    title: 'Invalid name or namespace',
    severity: 'high',
    remediation: 'Give it a name that Kubernetes takes. Ciphertexts are bound to name and namespace, so seal the values again.',
  },
  'sealed-missing-namespace': {
    title: 'No namespace',
    severity: 'low',
    remediation: 'Write the namespace it was sealed for into metadata.namespace; applied anywhere else it does not open.',
    documentation: SCOPES,
  },
  'sealed-scope-mismatch': {
    title: 'Two scopes',
    severity: 'high',
    remediation: 'Make the scope annotations of metadata and spec.template.metadata equal. Those of metadata decide.',
    documentation: SCOPES,
  },
  'sealed-template-name-ignored': {
    title: 'Name in the template without effect',
    severity: 'info',
    remediation: 'Make it equal to metadata, or leave it out: the Secret gets the name and namespace of the SealedSecret.',
  },
  'sealed-legacy-data': {
    title: 'Old form of a SealedSecret',
    severity: 'high',
    remediation: 'Read the Secret from the cluster and seal it again: gsec and newer controllers do not open spec.data.',
  },
  'sealed-last-applied': {
    title: 'Former object in an annotation',
    severity: 'low',
    remediation: 'Remove the annotation. If it holds a Secret, rotate its values: they are in the git history.',
  },
  'sealed-live-metadata': {
    title: 'Metadata of a live object',
    severity: 'low',
    remediation: 'Remove what only the API server writes.',
  },
  'sealed-invalid-key': {
    title: 'Invalid key',
    severity: 'high',
    remediation: 'Rename it to letters, digits, "-", "_" and "."; its ciphertext stays.',
  },
  'sealed-duplicate-key': {
    title: 'Key given twice',
    severity: 'medium',
    remediation: 'Keep one of the two; the cluster takes the last.',
  },
  'sealed-missing-key': {
    title: 'Key missing for the type',
    severity: 'high',
    remediation: 'Add the key, or choose another type.',
    documentation: TYPES,
  },
  'sealed-no-values': {
    title: 'No values',
    severity: 'low',
    remediation: 'Add values, or remove the SealedSecret: it becomes an empty Secret.',
  },
  'sealed-invalid-ciphertext': {
    title: 'Not a whole ciphertext',
    severity: 'high',
    remediation: 'Seal the value again.',
  },
  'sealed-for-another-place': {
    title: 'Sealed for another name, namespace or scope',
    severity: 'high',
    remediation: 'Give the SealedSecret back the name, namespace and scope it was sealed for, or seal the value again for these.',
    documentation: SCOPES,
  },
  'sealed-for-another-key': {
    title: 'Sealed for another certificate',
    severity: 'high',
    remediation: 'Seal the value again with the certificate of the cluster that it is for, or verify with the keys of that cluster.',
  },
  'sealed-refused': {
    title: 'Not decrypted by the controller',
    severity: 'high',
    remediation: 'Verify with the keys of the controller (--key) to learn which value it is, and for what it is sealed.',
    documentation: SCOPES,
  },
  'sealed-invalid-template': {
    title: 'Template that does not render',
    severity: 'high',
    remediation: 'Mend the Go template; the controller writes no Secret while one of them fails.',
    documentation: TEMPLATES,
  },
  'sealed-template-missing-key': {
    title: 'Template without its value',
    severity: 'medium',
    remediation: 'Add the key to spec.encryptedData: the template gets "<no value>" for it.',
    documentation: TEMPLATES,
  },
  'sealed-odd-value': {
    title: 'Value that its readers will trip over',
    severity: 'low',
    remediation: 'Look at the value with "gsec unseal", and set it again if it is wrong.',
  },
} as const satisfies Record<string, VerifyRule>

export type VerifyRuleId = keyof typeof verifyRules
