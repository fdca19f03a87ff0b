import {defineRule} from '../rule.js'

// Sixty-four hexadecimal digits.
export default defineRule({
  id: 'sentry-user-token',
  title: 'Sentry user token',
  severity: 'high',
  keywords: ['sntryu_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sntryu_[a-f0-9]{64})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Settings, Account, User Auth Tokens',
  documentation: 'https://docs.sentry.io/account/auth-tokens/#user-auth-tokens',
})
