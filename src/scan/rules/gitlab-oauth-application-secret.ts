import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 40 to 128 hexadecimal digits pass.
export default defineRule({
  id: 'gitlab-oauth-application-secret',
  title: 'GitLab OAuth application secret',
  severity: 'high',
  keywords: ['gloas-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>gloas-[0-9a-f]{40,128})(?![A-Za-z0-9_-])/g,
  remediation: 'renew the secret on the page of the application under Applications',
  documentation: 'https://docs.gitlab.com/integration/oauth_provider/',
})
