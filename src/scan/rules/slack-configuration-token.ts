import {defineRule} from '../rule.js'

// A version and what it encrypts, in base64; a refresh token stands without the kind of token.
export default defineRule({
  id: 'slack-configuration-token',
  title: 'Slack app configuration or refreshable token',
  severity: 'high',
  keywords: ['xoxe.xox', 'xoxe-1-'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>xoxe(?:\.xox[bp])?-1-[A-Za-z0-9]{140,180})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token with auth.revoke, or under Your App Configuration Tokens',
  documentation: 'https://docs.slack.dev/authentication/using-token-rotation',
})
