import {defineRule} from '../rule.js'

// The file that Google hands out has its fields in this order; a key of 4,096 bits takes 3,300 characters.
export default defineRule({
  id: 'google-service-account-key',
  title: 'key of a Google Cloud service account',
  severity: 'critical',
  keywords: ['private_key_id'],
  pattern:
    /private_key_id\\?"\s{0,10}:\s{0,10}\\?"[0-9a-f]{40}\\?"\s{0,10},\s{0,10}\\?"private_key\\?"\s{0,10}:\s{0,10}\\?"(?<secret>-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{48,4500}-----END PRIVATE KEY-----)/g,
  reach: 6000,
  remediation: 'delete the key of the service account in IAM, and prefer Workload Identity to a new one',
  documentation: 'https://cloud.google.com/iam/docs/keys-create-delete',
})
