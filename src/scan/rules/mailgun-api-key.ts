import {defineRule} from '../rule.js'

// Thirty-two hexadecimal digits after key-, or before two groups of eight: the name has to stand near. No source of the vendor's for the
// lengths.
export default defineRule({
  id: 'mailgun-api-key',
  title: 'Mailgun API key',
  severity: 'high',
  keywords: ['mailgun'],
  pattern: /(?<![A-Za-z0-9-])(?<secret>key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})(?![A-Za-z0-9-])/g,
  remediation: 'delete the key under API Security',
  documentation: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
})
