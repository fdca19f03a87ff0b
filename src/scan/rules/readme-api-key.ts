import {defineRule} from '../rule.js'

// Seventy lower-case letters and digits.
export default defineRule({
  id: 'readme-api-key',
  title: 'ReadMe API key',
  severity: 'high',
  keywords: ['rdme_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>rdme_[a-z0-9]{70})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under Configuration, API Keys',
  documentation: 'https://docs.readme.com/main/reference/intro/authentication',
})
