import {defineRule} from '../rule.js'

// Sixty-four hexadecimal digits and sixteen characters. No source of the vendor's for the lengths.
export default defineRule({
  id: 'brevo-api-key',
  title: 'Brevo API or SMTP key',
  severity: 'high',
  keywords: ['xkeysib-', 'xsmtpsib-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>(?:xkeysib|xsmtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under SMTP & API',
  documentation: 'https://developers.brevo.com/docs/getting-started',
})
