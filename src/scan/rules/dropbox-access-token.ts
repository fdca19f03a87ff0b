import {defineRule} from '../rule.js'

// A short-lived token; the documentation bounds it by nothing, samples have 130 to 1,300 characters. What stands before it
// is part of the keywords.
export default defineRule({
  id: 'dropbox-access-token',
  title: 'Dropbox access token',
  severity: 'medium',
  keywords: ['=sl.', '"sl.', "'sl.", ' sl.', ':sl.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>sl\.(?:u\.)?[A-Za-z0-9_-]{130,1400})(?![A-Za-z0-9_.-])/g,
  reach: 1600,
  remediation: 'it ends within four hours; revoke it through /2/auth/token/revoke',
  documentation: 'https://developers.dropbox.com/oauth-guide',
})
