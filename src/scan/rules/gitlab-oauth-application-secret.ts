import {defineRule} from '../rule.js'

// Sixty-four hexadecimal digits.
export default defineRule({
  id: 'gitlab-oauth-application-secret',
  title: 'GitLab OAuth application secret',
  severity: 'high',
  keywords: ['gloas-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>gloas-[0-9a-f]{64})(?![A-Za-z0-9_-])/g,
  remediation: 'renew the secret on the page of the application under Applications',
  documentation: 'https://docs.gitlab.com/integration/oauth_provider/',
})
