import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'mongodb-atlas-private-key',
  title: 'MongoDB Atlas API private key',
  severity: 'critical',
  keywords: ['mongodb', 'atlas', 'mcli_private'],
  pattern: namedValue(
    '(?:mongodb|atlas|mcli)[\\w.-]{0,20}(?:private|api|secret)[_-]?key',
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  ),
  remediation: 'delete the API key under Access Manager, API Keys',
  documentation: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
})
