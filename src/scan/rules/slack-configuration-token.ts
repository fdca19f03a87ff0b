import {defineRule} from '../rule.js'

// A version and what it encrypts; a refresh token stands without the kind of token. The prefixes are documented, the length is not: 40 to
// 255 characters pass.
export default defineRule({
  id: 'slack-configuration-token',
  title: 'Slack app configuration or refreshable token',
  severity: 'high',
  keywords: ['xoxe.xox', 'xoxe-1-'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>xoxe(?:\.xox[bp])?-1-[A-Za-z0-9]{40,255})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token with auth.revoke, or under Your App Configuration Tokens',
  documentation: 'https://docs.slack.dev/reference/methods/tooling.tokens.rotate',
})
