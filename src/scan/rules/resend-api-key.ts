import {defineRule} from '../rule.js'

// An identifier of eight characters and 24 of key. No source of the vendor's for these lengths.
export default defineRule({
  id: 'resend-api-key',
  title: 'Resend API key',
  severity: 'high',
  keywords: ['re_'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9_])(?<secret>re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API Keys',
  documentation: 'https://resend.com/docs/dashboard/api-keys/introduction',
})
