import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 100 characters pass.
export default defineRule({
  id: 'groq-api-key',
  title: 'Groq API key',
  severity: 'high',
  keywords: ['gsk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>gsk_[A-Za-z0-9]{40,100})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API Keys of the console',
  documentation: 'https://console.groq.com/docs/quickstart',
})
