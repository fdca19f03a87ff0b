import {defineRule, mixesCases} from '../rule.js'

// The prefix is documented, the length is not: 20 to 64 characters pass.
export default defineRule({
  id: 'gitlab-feature-flags-token',
  title: 'GitLab feature flags client token',
  severity: 'medium',
  keywords: ['glffct-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glffct-[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'reset the instance ID under Deploy, Feature flags, Configure',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
