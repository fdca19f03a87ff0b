import {endsWithCrc32} from '../checksum.js'
import {defineRule} from '../rule.js'

const PREFIX = 'ghp_'

// Thirty characters and six of checksum.
export default defineRule({
  id: 'github-personal-access-token',
  title: 'GitHub personal access token (classic)',
  severity: 'high',
  keywords: [PREFIX],
  pattern: /(?<![A-Za-z0-9])(?<secret>ghp_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  accepts: secret => endsWithCrc32(secret.slice(PREFIX.length)),
  remediation: 'delete the token under Settings, Developer settings, Personal access tokens, and make a new one with an expiry date',
  documentation:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
})
