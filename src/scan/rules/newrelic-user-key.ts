import {defineRule} from '../rule.js'

// Twenty-seven capital letters and digits.
export default defineRule({
  id: 'newrelic-user-key',
  title: 'New Relic user key',
  severity: 'high',
  keywords: ['nrak-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>NRAK-[A-Z0-9]{27})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API keys',
  documentation: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
})
