import {defineRule} from '../rule.js'

// Forty to forty-four characters.
export default defineRule({
  id: 'doppler-personal-token',
  title: 'Doppler personal token',
  severity: 'critical',
  keywords: ['dp.pt.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.pt\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Tokens, Personal',
  documentation: 'https://docs.doppler.com/reference/api',
})
