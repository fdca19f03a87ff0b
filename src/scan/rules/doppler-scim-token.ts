import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'doppler-scim-token',
  title: 'Doppler SCIM token',
  severity: 'high',
  keywords: ['dp.scim.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.scim\.[A-Za-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'make a new token under Settings, SCIM',
  documentation: 'https://docs.doppler.com/docs/scim',
})
