import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'readme-api-key',
  title: 'ReadMe API key',
  severity: 'high',
  keywords: ['rdme_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>rdme_[a-z0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under Configuration, API Keys',
  documentation: 'https://docs.readme.com/main/reference/intro/authentication',
})
