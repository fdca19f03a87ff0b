import {defineRule} from '../rule.js'

// Forty letters and digits.
export default defineRule({
  id: 'linear-api-key',
  title: 'Linear API key',
  severity: 'high',
  keywords: ['lin_api_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>lin_api_[A-Za-z0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'revoke the key under Settings, Security & access',
  documentation: 'https://linear.app/developers/graphql#personal-api-keys',
})
