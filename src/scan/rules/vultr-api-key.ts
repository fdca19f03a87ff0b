import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the length.
export default defineRule({
  id: 'vultr-api-key',
  title: 'Vultr API key',
  severity: 'high',
  keywords: ['vultr'],
  pattern: namedValue('vultr[\\w.-]{0,20}(?:token|key)', '[A-Z0-9]{36}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'regenerate the key under Account, API',
  documentation: 'https://docs.vultr.com/platform/other/api/create-api-key',
})
