import {defineRule, mixesCases} from '../rule.js'

// To insert or to query. No source of the vendor's for the length: 20 to 64 characters pass.
export default defineRule({
  id: 'newrelic-insights-key',
  title: 'New Relic Insights key',
  severity: 'medium',
  keywords: ['nrii-', 'nriq-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>NRI[IQ]-[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'delete the key under API keys, Insights insert and query keys',
  documentation: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#insights-query-key',
})
