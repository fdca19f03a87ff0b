import {defineRule} from '../rule.js'

// Forty to forty-four characters.
export default defineRule({
  id: 'doppler-audit-token',
  title: 'Doppler audit token',
  severity: 'medium',
  keywords: ['dp.audit.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.audit\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Tokens, Audit',
  documentation: 'https://docs.doppler.com/docs/audit',
})
