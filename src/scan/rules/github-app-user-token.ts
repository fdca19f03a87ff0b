import {endsWithCrc32} from '../checksum.js'
import {defineRule} from '../rule.js'

const PREFIX = 'ghu_'

// Thirty characters and six of checksum.
export default defineRule({
  id: 'github-app-user-token',
  title: 'GitHub App user access token',
  severity: 'high',
  keywords: ['ghu_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ghu_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  accepts: secret => endsWithCrc32(secret.slice(PREFIX.length)),
  remediation: 'revoke the authorization under Settings, Applications, Authorized GitHub Apps',
  documentation:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
})
