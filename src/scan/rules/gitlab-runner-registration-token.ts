import {defineRule} from '../rule.js'

// Twenty characters after a fixed number.
export default defineRule({
  id: 'gitlab-runner-registration-token',
  title: 'GitLab runner registration token',
  severity: 'high',
  keywords: ['gr1348941'],
  pattern: /(?<![A-Za-z0-9])(?<secret>GR1348941[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/g,
  remediation: 'reset the registration token under Settings, CI/CD, Runners, and move to authentication tokens',
  documentation: 'https://docs.gitlab.com/security/tokens/#runner-registration-tokens-deprecated',
})
