import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the length.
export default defineRule({
  id: 'linode-personal-access-token',
  title: 'Linode personal access token',
  severity: 'high',
  keywords: ['linode'],
  pattern: namedValue('linode[\\w.-]{0,20}(?:token|key|pat)', '[a-f0-9]{64}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'revoke the token under My Profile, API Tokens',
  documentation: 'https://techdocs.akamai.com/linode-api/reference/get-started',
})
