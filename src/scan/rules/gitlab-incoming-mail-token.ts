import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 20 to 64 lower-case letters and digits pass. It stands in an address of mail.
export default defineRule({
  id: 'gitlab-incoming-mail-token',
  title: 'GitLab incoming mail token',
  severity: 'medium',
  keywords: ['glimt-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glimt-[0-9a-z]{20,64})(?![A-Za-z0-9_-])/g,
  remediation: 'reset the token under Preferences, Access tokens, Incoming email token',
  documentation: 'https://docs.gitlab.com/security/tokens/#incoming-email-token',
})
