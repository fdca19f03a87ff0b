import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, as a digest has: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'slack-signing-secret',
  title: 'Slack signing secret',
  severity: 'high',
  keywords: ['slack_signing', 'slack-signing', 'slacksigning'],
  pattern: namedValue('slack[_-]?signing', '[a-f0-9]{32}'),
  remediation: 'regenerate the secret under Basic Information, App Credentials',
  documentation: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
})
