import {defineRule} from '../rule.js'

// Twenty characters; a routable token has a payload, a version, a length and a checksum.
export default defineRule({
  id: 'gitlab-deploy-token',
  title: 'GitLab deploy token',
  severity: 'high',
  keywords: ['gldt-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>gldt-(?:[A-Za-z0-9_-]{27,200}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Settings, Repository, Deploy tokens',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
