import {endsWithCrc32} from '../checksum.js'
import {defineRule} from '../rule.js'

const PREFIX = 'ghs_'

// Thirty characters and six of checksum, or since 2026 the number of the app and a JWT of variable length.
// https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/
export default defineRule({
  id: 'github-app-installation-token',
  title: 'GitHub App installation token',
  severity: 'high',
  keywords: ['ghs_'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>ghs_(?:[A-Za-z0-9]{36}|[0-9]{1,12}_eyJ[A-Za-z0-9_-]{12,400}\.eyJ[A-Za-z0-9_-]{20,1200}\.[A-Za-z0-9_-]{40,700}))(?![A-Za-z0-9])/g,
  accepts: secret => secret.includes('.') || endsWithCrc32(secret.slice(PREFIX.length)),
  reach: 2400,
  remediation: 'it expires within an hour; revoke it by DELETE /installation/token, and find out which workflow wrote it down',
  documentation:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
})
