import {defineRule} from '../rule.js'

// The numbers of team, user and installation, and 32 hexadecimal digits. No source of Slack's for the parts.
export default defineRule({
  id: 'slack-user-token',
  title: 'Slack user token',
  severity: 'high',
  keywords: ['xoxp-'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>xoxp-(?:[0-9]{9,14}-){2,3}[a-f0-9]{32})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token with auth.revoke, or remove the app of the user',
  documentation: 'https://docs.slack.dev/authentication/tokens',
})
