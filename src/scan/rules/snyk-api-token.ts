import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'snyk-api-token',
  title: 'Snyk API token',
  severity: 'high',
  keywords: ['snyk'],
  pattern: namedValue('snyk[\\w.-]{0,20}(?:token|key)', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'revoke and regenerate the token under Account settings',
  documentation: 'https://docs.snyk.io/snyk-api/authentication-for-api',
})
