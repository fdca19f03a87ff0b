import {defineRule} from '../rule.js'

// Fifty-two letters and digits.
export default defineRule({
  id: 'groq-api-key',
  title: 'Groq API key',
  severity: 'high',
  keywords: ['gsk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>gsk_[A-Za-z0-9]{52})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API Keys of the console',
  documentation: 'https://console.groq.com/docs/quickstart',
})
