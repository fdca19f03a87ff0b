import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 20 to 255 characters pass.
export default defineRule({
  id: 'linear-api-key',
  title: 'Linear API key',
  severity: 'high',
  keywords: ['lin_api_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>lin_api_[A-Za-z0-9]{20,255})(?![A-Za-z0-9])/g,
  remediation: 'revoke the key under Settings, Security & access',
  documentation: 'https://linear.app/developers/graphql#personal-api-keys',
})
