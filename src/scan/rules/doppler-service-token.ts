import {defineRule} from '../rule.js'

// The name of the config may stand first. No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'doppler-service-token',
  title: 'Doppler service token',
  severity: 'high',
  keywords: ['dp.st.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>dp\.st\.(?:[a-z0-9_-]{2,60}\.)?[A-Za-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: "revoke the token on the config's Access page",
  documentation: 'https://docs.doppler.com/docs/service-tokens',
})
