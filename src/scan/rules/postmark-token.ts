import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'postmark-token',
  title: 'Postmark server or account token',
  severity: 'high',
  keywords: ['postmark'],
  pattern: namedValue('postmark[\\w.-]{0,20}(?:token|key)', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'regenerate the token under API Tokens of the server or the account',
  documentation: 'https://postmarkapp.com/developer/api/overview#authentication',
})
