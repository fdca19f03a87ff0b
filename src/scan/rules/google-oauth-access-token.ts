import {defineRule} from '../rule.js'

// No source of Google's at hand for the length: 60 to 2,043 characters pass.
export default defineRule({
  id: 'google-oauth-access-token',
  title: 'Google OAuth access token',
  severity: 'medium',
  keywords: ['ya29.'],
  pattern: /(?<![A-Za-z0-9._-])(?<secret>ya29\.[A-Za-z0-9._-]{60,2043})(?![A-Za-z0-9_-])/g,
  reach: 2100,
  remediation: 'it ends within an hour; revoke it at oauth2.googleapis.com/revoke',
  documentation: 'https://developers.google.com/identity/protocols/oauth2#size',
})
