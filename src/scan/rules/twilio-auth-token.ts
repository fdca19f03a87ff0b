import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, as a digest has: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'twilio-auth-token',
  title: 'Twilio auth token',
  severity: 'critical',
  keywords: ['twilio'],
  pattern: namedValue('twilio[\\w.-]{0,20}token', '[a-f0-9]{32}'),
  remediation: 'promote a secondary auth token under API keys & tokens',
  documentation: 'https://www.twilio.com/docs/iam/api-keys',
})
