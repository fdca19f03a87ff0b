import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the form.
export default defineRule({
  id: 'auth0-client-secret',
  title: 'Auth0 client secret',
  severity: 'high',
  keywords: ['auth0'],
  pattern: namedValue('auth0[\\w.-]{0,20}secret', '[A-Za-z0-9_-]{64}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'rotate the secret under Settings of the application',
  documentation: 'https://auth0.com/docs/get-started/applications/rotate-client-secret',
})
