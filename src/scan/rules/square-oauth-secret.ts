import {defineRule} from '../rule.js'

// Forty-three characters.
export default defineRule({
  id: 'square-oauth-secret',
  title: 'Square OAuth application secret',
  severity: 'high',
  keywords: ['sq0csp-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sq0csp-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g,
  remediation: 'replace the secret on the OAuth page of the application',
  documentation: 'https://developer.squareup.com/docs/oauth-api/overview',
})
