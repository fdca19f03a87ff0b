import {defineRule} from '../rule.js'

// No source of Google's at hand for the length: 60 to 508 characters pass.
export default defineRule({
  id: 'google-oauth-refresh-token',
  title: 'Google OAuth refresh token',
  severity: 'high',
  keywords: ['1//0'],
  pattern: /(?<![A-Za-z0-9/_-])(?<secret>1\/\/0[A-Za-z0-9_-]{60,508})(?![A-Za-z0-9_-])/g,
  reach: 600,
  remediation: 'revoke the token at oauth2.googleapis.com/revoke or remove the app under Third-party apps & services',
  documentation: 'https://developers.google.com/identity/protocols/oauth2#size',
})
