import {defineRule} from '../rule.js'

// The length varies, says Atlassian; the last eight digits after an equals sign are a checksum. The prefix:
// https://community.atlassian.com/forums/Bitbucket-questions/Can-we-confirm-BitBucket-s-token-prefixes/qaq-p/3093481
export default defineRule({
  id: 'atlassian-api-token',
  title: 'Atlassian API token',
  severity: 'high',
  keywords: ['atatt3'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ATATT3[A-Za-z0-9_-]{80,400}=[0-9A-F]{8})(?![A-Za-z0-9_=-])/g,
  reach: 600,
  remediation: 'revoke the token at id.atlassian.com under Security, API tokens',
  documentation: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
})
