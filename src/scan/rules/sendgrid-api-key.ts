import {defineRule} from '../rule.js'

// Sixty-nine characters in all, as documented. No source of the vendor's for the parts: an identifier of 22 characters and 43 of key.
export default defineRule({
  id: 'sendgrid-api-key',
  title: 'SendGrid API key',
  severity: 'high',
  keywords: ['sg.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key under Settings, API Keys',
  documentation: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
})
