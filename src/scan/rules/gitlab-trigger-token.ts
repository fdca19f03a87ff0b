import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 20 to 128 hexadecimal digits pass.
export default defineRule({
  id: 'gitlab-trigger-token',
  title: 'GitLab pipeline trigger token',
  severity: 'high',
  keywords: ['glptt-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glptt-[0-9a-f]{20,128})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Settings, CI/CD, Pipeline trigger tokens',
  documentation: 'https://docs.gitlab.com/ci/triggers/',
})
