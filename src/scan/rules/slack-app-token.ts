import {defineRule} from '../rule.js'

// A version, the identifier of the app, a number, and 64 hexadecimal digits. No source of Slack's for the parts.
export default defineRule({
  id: 'slack-app-token',
  title: 'Slack app-level token',
  severity: 'high',
  keywords: ['xapp-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>xapp-[0-9]-A[A-Z0-9]{8,12}-[0-9]{9,14}-[a-f0-9]{64})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Basic Information, App-Level Tokens of the app',
  documentation: 'https://docs.slack.dev/authentication/tokens',
})
