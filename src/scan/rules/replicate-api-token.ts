import {defineRule} from '../rule.js'

// Thirty-seven letters and digits, 40 characters in all.
export default defineRule({
  id: 'replicate-api-token',
  title: 'Replicate API token',
  severity: 'high',
  keywords: ['r8_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>r8_[A-Za-z0-9]{37})(?![A-Za-z0-9])/g,
  remediation: 'disable the token under Account, API tokens',
  documentation: 'https://replicate.com/docs/topics/security/api-tokens',
})
