import {defineRule} from '../rule.js'

// Twenty characters; a routable token has a payload, a version, a length and a checksum.
export default defineRule({
  id: 'gitlab-personal-access-token',
  title: 'GitLab personal, project or group access token',
  severity: 'high',
  keywords: ['glpat-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glpat-(?:[A-Za-z0-9_-]{27,200}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Preferences, Access tokens, or in the settings of its project or group',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
