import {defineRule} from '../rule.js'

// Forty to forty-four characters.
export default defineRule({
  id: 'doppler-scim-token',
  title: 'Doppler SCIM token',
  severity: 'high',
  keywords: ['dp.scim.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.scim\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/g,
  remediation: 'make a new token under Settings, SCIM',
  documentation: 'https://docs.doppler.com/docs/scim',
})
