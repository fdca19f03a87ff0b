import {endsWithCrc32} from '../checksum.js'
import {defineRule} from '../rule.js'

const PREFIX = 'npm_'

// Thirty characters and six of checksum.
export default defineRule({
  id: 'npm-access-token',
  title: 'npm access token',
  severity: 'high',
  keywords: ['npm_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  accepts: secret => endsWithCrc32(secret.slice(PREFIX.length)),
  remediation: 'delete the token at npmjs.com under Access Tokens',
  documentation: 'https://github.blog/security/announcing-npms-new-access-token-format',
})
