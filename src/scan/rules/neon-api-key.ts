import {defineRule} from '../rule.js'

// Lower-case letters and digits. No source of the vendor's for the length: 32 to 128 characters pass.
export default defineRule({
  id: 'neon-api-key',
  title: 'Neon API key',
  severity: 'high',
  keywords: ['napi_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>napi_[a-z0-9]{32,128})(?![A-Za-z0-9])/g,
  remediation: 'revoke the key under Account settings, API keys',
  documentation: 'https://neon.com/docs/manage/api-keys',
})
