import {defineRule, mixesCases} from '../rule.js'

// The prefix is documented, the length is not: 20 to 64 characters pass.
export default defineRule({
  id: 'gitlab-workspace-token',
  title: 'GitLab workspace token',
  severity: 'high',
  keywords: ['glwt-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glwt-[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'stop or terminate the workspace, which deletes its token',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
