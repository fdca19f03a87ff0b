import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 20 to 64 characters pass.
export default defineRule({
  id: 'google-oauth-client-secret',
  title: 'Google OAuth client secret',
  severity: 'high',
  keywords: ['gocspx-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>GOCSPX-[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'add a new secret to the OAuth client under APIs & Services, Credentials, and disable and delete this one',
  documentation: 'https://support.google.com/cloud/answer/15549257',
})
