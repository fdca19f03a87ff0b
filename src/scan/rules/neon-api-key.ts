import {defineRule} from '../rule.js'

// Sixty-four lower-case letters and digits.
export default defineRule({
  id: 'neon-api-key',
  title: 'Neon API key',
  severity: 'high',
  keywords: ['napi_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>napi_[a-z0-9]{64})(?![A-Za-z0-9])/g,
  remediation: 'revoke the key under Account settings, API keys',
  documentation: 'https://neon.com/docs/manage/api-keys',
})
