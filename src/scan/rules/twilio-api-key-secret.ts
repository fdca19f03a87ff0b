import {defineRule, namedValue} from '../rule.js'

// Thirty-two letters and digits: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'twilio-api-key-secret',
  title: 'secret of a Twilio API key',
  severity: 'high',
  keywords: ['twilio'],
  pattern: namedValue('twilio[\\w.-]{0,20}secret', '[A-Za-z0-9]{32}'),
  accepts: secret => [/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(secret)),
  remediation: 'delete the API key under API keys & tokens',
  documentation: 'https://www.twilio.com/docs/iam/api-keys',
})
