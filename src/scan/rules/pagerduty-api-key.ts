import {defineRule, namedValue} from '../rule.js'

// Twenty characters: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'pagerduty-api-key',
  title: 'PagerDuty API key',
  severity: 'high',
  keywords: ['pagerduty'],
  pattern: namedValue('pagerduty[\\w.-]{0,20}(?:token|api[_-]?key)', '(?:u\\+|y_)?[A-Za-z0-9_-]{18,20}'),
  accepts: key => key.length === 20 && /\d/.test(key) && /[A-Za-z]/.test(key),
  remediation: 'delete the key under Integrations, API Access Keys',
  documentation: 'https://support.pagerduty.com/main/docs/api-access-keys',
})
