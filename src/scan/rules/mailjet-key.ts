import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, as a digest has: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'mailjet-key',
  title: 'Mailjet API or secret key',
  severity: 'high',
  keywords: ['mailjet', 'mj_api'],
  pattern: namedValue('mailjet|mj_api', '[a-f0-9]{32}'),
  remediation: 'reset the secret key under API Key Management',
  documentation: 'https://dev.mailjet.com/email/guides/',
})
