import {defineRule} from '../rule.js'

// JSON in base64: key, name and organization. Service accounts replace them. No source of the vendor's for the lengths.
export default defineRule({
  id: 'grafana-api-key',
  title: 'Grafana API key',
  severity: 'high',
  keywords: ['eyjrijoi'],
  pattern: /(?<![A-Za-z0-9+/_-])(?<secret>eyJrIjoi[A-Za-z0-9+/]{60,400}={0,2})(?![A-Za-z0-9+/=_.-])/g,
  remediation: 'delete the key under Administration, API keys, and use a service account instead',
  documentation: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/',
})
