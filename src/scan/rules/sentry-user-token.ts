import {defineRule} from '../rule.js'

// Hexadecimal digits. No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'sentry-user-token',
  title: 'Sentry user token',
  severity: 'high',
  keywords: ['sntryu_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sntryu_[a-f0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Settings, Account, User Auth Tokens',
  documentation: 'https://docs.sentry.io/account/auth-tokens/#user-auth-tokens',
})
