import {defineRule} from '../rule.js'

// A short-lived token. No source of the vendor's for the length: 130 to 1,400 characters pass.
export default defineRule({
  id: 'dropbox-access-token',
  title: 'Dropbox access token',
  severity: 'medium',
  keywords: ['sl.'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9.])(?<secret>sl\.(?:u\.)?[A-Za-z0-9_-]{130,1400})(?![A-Za-z0-9_.-])/g,
  reach: 1600,
  remediation: 'it ends within four hours; revoke it through /2/auth/token/revoke',
  documentation: 'https://developers.dropbox.com/oauth-guide',
})
