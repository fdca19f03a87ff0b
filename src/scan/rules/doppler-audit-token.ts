import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'doppler-audit-token',
  title: 'Doppler audit token',
  severity: 'medium',
  keywords: ['dp.audit.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.audit\.[A-Za-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Tokens, Audit',
  documentation: 'https://docs.doppler.com/docs/audit',
})
