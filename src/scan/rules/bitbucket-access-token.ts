import {defineRule} from '../rule.js'

// The length varies, says Atlassian; the last eight digits after an equals sign are a checksum. The prefix:
// https://community.atlassian.com/forums/Bitbucket-questions/Can-we-confirm-BitBucket-s-token-prefixes/qaq-p/3093481
export default defineRule({
  id: 'bitbucket-access-token',
  title: 'Bitbucket repository, project or workspace access token',
  severity: 'high',
  keywords: ['atctt3'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ATCTT3[A-Za-z0-9_-]{80,400}=[0-9A-F]{8})(?![A-Za-z0-9_=-])/g,
  reach: 600,
  remediation: 'revoke the token under Settings, Access tokens of the repository, project or workspace',
  documentation: 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
})
