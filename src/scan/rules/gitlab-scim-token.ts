import {defineRule} from '../rule.js'

// Twenty characters.
export default defineRule({
  id: 'gitlab-scim-token',
  title: 'GitLab SCIM token',
  severity: 'high',
  keywords: ['glsoat-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glsoat-[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/g,
  remediation: 'reset the token under Settings, SAML SSO of the group',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
