import {defineRule} from '../rule.js'

// Thirty-two characters, a length without a source of the vendor's. The prefix:
// https://community.atlassian.com/forums/Bitbucket-questions/Can-we-confirm-BitBucket-s-token-prefixes/qaq-p/3093481
export default defineRule({
  id: 'bitbucket-app-password',
  title: 'Bitbucket app password',
  severity: 'high',
  keywords: ['atbb'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ATBB[A-Za-z0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'revoke the app password under Personal settings, App passwords, and use an API token instead',
  documentation: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
})
