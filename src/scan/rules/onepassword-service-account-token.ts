import {defineRule} from '../rule.js'

// JSON in URL-safe base64: address, user, secret key and more. No source of 1Password's for the length.
export default defineRule({
  id: 'onepassword-service-account-token',
  title: '1Password service account token',
  severity: 'critical',
  keywords: ['ops_eyj'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ops_eyJ[A-Za-z0-9_-]{250,3000}={0,2})(?![A-Za-z0-9_=-])/g,
  reach: 3200,
  remediation: 'rotate the token, or delete the service account, under Developer, Service accounts',
  documentation: 'https://developer.1password.com/docs/service-accounts/',
})
