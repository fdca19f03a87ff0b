import {defineRule} from '../rule.js'

// The documentation gives the form: cmVmd and 59 letters or digits.
export default defineRule({
  id: 'jfrog-reference-token',
  title: 'JFrog reference token',
  severity: 'high',
  keywords: ['cmvmd'],
  pattern: /(?<![A-Za-z0-9])(?<secret>cmVmd[A-Za-z0-9]{59})(?![A-Za-z0-9+/=])/g,
  remediation: 'revoke the token under User Management, Access Tokens',
  documentation: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/understanding-identity-tokens',
})
