import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'doppler-cli-token',
  title: 'Doppler CLI token',
  severity: 'critical',
  keywords: ['dp.ct.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.ct\.[A-Za-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'run "doppler logout", or revoke the token under Tokens, CLI',
  documentation: 'https://docs.doppler.com/reference/api',
})
