import {defineRule} from '../rule.js'

// Sixty-nine characters; a key has 73 in all. No source of the vendor's for the length.
export default defineRule({
  id: 'jfrog-api-key',
  title: 'JFrog API key',
  severity: 'high',
  keywords: ['akcp'],
  pattern: /(?<![A-Za-z0-9])(?<secret>AKCp[A-Za-z0-9]{69})(?![A-Za-z0-9])/g,
  remediation: 'revoke the API key on the profile page, and use an access token instead',
  documentation: 'https://jfrog.com/help/r/platform-api-key-deprecation-and-the-new-reference-tokens',
})
