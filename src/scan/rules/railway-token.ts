import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'railway-token',
  title: 'Railway token',
  severity: 'high',
  keywords: ['railway'],
  pattern: namedValue('railway[\\w.-]{0,20}token', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'delete the token under Account or Project settings, Tokens',
  documentation: 'https://docs.railway.com/guides/public-api',
})
