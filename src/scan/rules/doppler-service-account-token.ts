import {defineRule} from '../rule.js'

// Forty to forty-four characters.
export default defineRule({
  id: 'doppler-service-account-token',
  title: 'Doppler service account token',
  severity: 'critical',
  keywords: ['dp.sa.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.sa\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/g,
  remediation: 'delete the token on the page of the service account',
  documentation: 'https://docs.doppler.com/docs/service-accounts',
})
