import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 20 to 64 characters pass.
export default defineRule({
  id: 'newrelic-user-key',
  title: 'New Relic user key',
  severity: 'high',
  keywords: ['nrak-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>NRAK-[A-Z0-9]{20,64})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API keys',
  documentation: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
})
