import {defineRule, namedValue} from '../rule.js'

// Thirty-two bytes in base64: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'akeyless-access-key',
  title: 'Akeyless access key',
  severity: 'high',
  keywords: ['akeyless'],
  pattern: namedValue('akeyless', '[A-Za-z0-9+/]{43}='),
  remediation: 'reset the access key of the auth method under Users & Auth Methods',
  documentation: 'https://docs.akeyless.io/docs/api-key',
})
