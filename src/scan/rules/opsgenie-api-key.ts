import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'opsgenie-api-key',
  title: 'Opsgenie API key',
  severity: 'high',
  keywords: ['opsgenie'],
  pattern: namedValue('opsgenie[\\w.-]{0,20}(?:key|token)', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'regenerate the key of the integration',
  documentation: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
})
