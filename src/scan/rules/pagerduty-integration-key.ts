import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, as a digest has: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'pagerduty-integration-key',
  title: 'PagerDuty integration key',
  severity: 'medium',
  keywords: ['pagerduty', 'pd_routing', 'pd_integration'],
  pattern: namedValue('pagerduty|pd_(?:routing|integration)', '[a-f0-9]{32}'),
  remediation: 'delete the integration of the service, and add a new one',
  documentation: 'https://support.pagerduty.com/main/docs/services-and-integrations',
})
