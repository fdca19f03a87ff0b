import {defineRule} from '../rule.js'

// Forty characters, as documented. No source of the vendor's for the last four and for a region that stands first.
export default defineRule({
  id: 'newrelic-license-key',
  title: 'New Relic license key',
  severity: 'medium',
  keywords: ['nral'],
  pattern: /(?<![A-Za-z0-9])(?<secret>(?:(?:eu|gov)[0-9]{2}x{1,2}[a-f0-9]{30,32}|[a-f0-9]{36})NRAL)(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API keys; the first one of an account only support can rotate',
  documentation: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#license-key',
})
