import {defineRule, mixesCases} from '../rule.js'

// The prefix is documented, the length is not: 20 to 64 characters pass.
export default defineRule({
  id: 'gitlab-scim-token',
  title: 'GitLab SCIM token',
  severity: 'high',
  keywords: ['glsoat-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glsoat-[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'reset the token under Settings, SAML SSO of the group',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
