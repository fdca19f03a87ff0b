import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'doppler-personal-token',
  title: 'Doppler personal token',
  severity: 'critical',
  keywords: ['dp.pt.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.pt\.[A-Za-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Tokens, Personal',
  documentation: 'https://docs.doppler.com/reference/api',
})
