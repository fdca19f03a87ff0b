import {endsWithCrc32} from '../checksum.js'
import {defineRule} from '../rule.js'

const PREFIX = 'gho_'

// Thirty characters and six of checksum.
export default defineRule({
  id: 'github-oauth-access-token',
  title: 'GitHub OAuth access token',
  severity: 'high',
  keywords: ['gho_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>gho_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  accepts: secret => endsWithCrc32(secret.slice(PREFIX.length)),
  remediation: "revoke the app's access under Settings, Applications, Authorized OAuth Apps, and authorize it anew",
  documentation:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
})
