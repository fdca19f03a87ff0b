import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the form.
export default defineRule({
  id: 'fastly-api-token',
  title: 'Fastly API token',
  severity: 'high',
  keywords: ['fastly'],
  pattern: namedValue('fastly[\\w.-]{0,20}(?:token|key)', '[A-Za-z0-9_-]{32}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'delete the token under Account, API tokens',
  documentation: 'https://www.fastly.com/documentation/guides/account-info/user-access-and-control/using-api-tokens/',
})
