import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'splunk-hec-token',
  title: 'Splunk HTTP Event Collector token',
  severity: 'medium',
  keywords: ['splunk', 'hec_token', 'hectoken'],
  pattern: namedValue('splunk[\\w.-]{0,20}token|hec_?token', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'delete the token under Settings, Data inputs, HTTP Event Collector',
  documentation: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
})
