import {defineRule} from '../rule.js'

// JSON in base64 that tells organization and addresses, and a secret of 32 bytes.
// https://github.com/getsentry/sentry/blob/57915b5d48ce6aaf45bb1d6cd66e717def85e4fd/src/sentry/utils/security/orgauthtoken_token.py
export default defineRule({
  id: 'sentry-organization-token',
  title: 'Sentry organization token',
  severity: 'high',
  keywords: ['sntrys_eyj'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sntrys_eyJ[A-Za-z0-9+/=]{40,700}_[A-Za-z0-9+/]{43})(?![A-Za-z0-9+/=])/g,
  reach: 900,
  remediation: 'revoke the token under Settings, Developer Settings, Organization Tokens',
  documentation: 'https://docs.sentry.io/account/auth-tokens/#organization-auth-tokens',
})
