import {defineRule} from '../rule.js'

// Forty to forty-four characters.
export default defineRule({
  id: 'doppler-cli-token',
  title: 'Doppler CLI token',
  severity: 'critical',
  keywords: ['dp.ct.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.ct\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/g,
  remediation: 'run "doppler logout", or revoke the token under Tokens, CLI',
  documentation: 'https://docs.doppler.com/reference/api',
})
