import {defineRule} from '../rule.js'

// An identifier of eight characters and 24 of key. What stands before it is part of the keywords, since its prefix is part of many words.
export default defineRule({
  id: 'resend-api-key',
  title: 'Resend API key',
  severity: 'high',
  keywords: ['=re_', '"re_', "'re_", ' re_', ':re_'],
  pattern: /(?<![A-Za-z0-9_])(?<secret>re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API Keys',
  documentation: 'https://resend.com/docs/dashboard/api-keys/introduction',
})
