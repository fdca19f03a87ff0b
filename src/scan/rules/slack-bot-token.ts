import {defineRule} from '../rule.js'

// The numbers of team and bot, and 24 characters; older ones have no number of the bot. No source of Slack's for the parts.
export default defineRule({
  id: 'slack-bot-token',
  title: 'Slack bot token',
  severity: 'high',
  keywords: ['xoxb-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>xoxb-[0-9]{9,14}-(?:[0-9]{9,14}-)?[A-Za-z0-9]{24})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token with auth.revoke, or reinstall the app under its OAuth & Permissions',
  documentation: 'https://docs.slack.dev/authentication/tokens',
})
