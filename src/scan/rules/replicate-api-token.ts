import {defineRule} from '../rule.js'

// Forty characters in all, as documented; letters and digits.
export default defineRule({
  id: 'replicate-api-token',
  title: 'Replicate API token',
  severity: 'high',
  keywords: ['r8_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>r8_[A-Za-z0-9]{37})(?![A-Za-z0-9])/g,
  remediation: 'disable the token under Account, API tokens',
  documentation: 'https://replicate.com/docs/topics/security/api-tokens',
})
