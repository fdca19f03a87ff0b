import {defineRule} from '../rule.js'

// Twenty-five lower-case letters and digits: it stands in an address of mail.
export default defineRule({
  id: 'gitlab-incoming-mail-token',
  title: 'GitLab incoming mail token',
  severity: 'medium',
  keywords: ['glimt-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glimt-[0-9a-z]{25})(?![A-Za-z0-9_-])/g,
  remediation: 'reset the token under Preferences, Access tokens, Incoming email token',
  documentation: 'https://docs.gitlab.com/security/tokens/#incoming-email-token',
})
