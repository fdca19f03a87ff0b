import {defineRule, mixesCases} from '../rule.js'

// No source of GitLab's at hand for the fixed number; 20 to 64 characters after it pass.
export default defineRule({
  id: 'gitlab-runner-registration-token',
  title: 'GitLab runner registration token',
  severity: 'high',
  keywords: ['gr1348941'],
  pattern: /(?<![A-Za-z0-9])(?<secret>GR1348941[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'reset the registration token under Settings, CI/CD, Runners, and move to authentication tokens',
  documentation: 'https://docs.gitlab.com/security/tokens/#runner-registration-tokens-deprecated',
})
