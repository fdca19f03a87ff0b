import {defineRule} from '../rule.js'

// A four-letter prefix for the kind of key (AKIA long-lived, ASIA temporary), as documented. No source of AWS's for the 16 characters of
// base 32 after it. Keys in AWS's own documentation end in EXAMPLE.
export default defineRule({
  id: 'aws-access-key-id',
  title: 'AWS access key ID',
  severity: 'high',
  keywords: ['akia', 'asia'],
  pattern: /(?<![A-Za-z0-9])(?<secret>A[KS]IA[A-Z2-7]{16})(?![A-Za-z0-9])/g,
  accepts: secret => !secret.endsWith('EXAMPLE'),
  remediation: 'deactivate and delete the access key in IAM; its secret access key is seldom far away',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes',
})
