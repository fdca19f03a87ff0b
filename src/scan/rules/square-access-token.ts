import {defineRule} from '../rule.js'

// Sixty characters, 64 in all; not within a longer piece of base64. No source of the vendor's for the form.
export default defineRule({
  id: 'square-access-token',
  title: 'Square access token',
  severity: 'critical',
  keywords: ['eaaa'],
  pattern: /(?<![A-Za-z0-9+/_-])(?<secret>EAAA[A-Za-z0-9_-]{60})(?![A-Za-z0-9+/=_-])/g,
  remediation: 'replace the token under Credentials of the application',
  documentation: 'https://developer.squareup.com/docs/build-basics/access-tokens',
})
