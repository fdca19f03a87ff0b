import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 32 to 64 characters pass.
export default defineRule({
  id: 'square-oauth-secret',
  title: 'Square OAuth application secret',
  severity: 'high',
  keywords: ['sq0csp-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sq0csp-[A-Za-z0-9_-]{32,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'replace the secret on the OAuth page of the application',
  documentation: 'https://developer.squareup.com/docs/oauth-api/overview',
})
