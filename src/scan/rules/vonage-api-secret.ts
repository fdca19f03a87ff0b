import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the lengths.
export default defineRule({
  id: 'vonage-api-secret',
  title: 'Vonage API secret',
  severity: 'high',
  keywords: ['vonage', 'nexmo'],
  pattern: namedValue('(?:vonage|nexmo)[\\w.-]{0,20}secret', '[A-Za-z0-9]{16}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'add a second secret under API settings, and revoke this one',
  documentation: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
})
