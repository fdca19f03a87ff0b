import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'doppler-service-account-token',
  title: 'Doppler service account token',
  severity: 'critical',
  keywords: ['dp.sa.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.sa\.[A-Za-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'delete the token on the page of the service account',
  documentation: 'https://docs.doppler.com/docs/service-accounts',
})
