import {defineRule} from '../rule.js'

// Hexadecimal digits. No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'openrouter-api-key',
  title: 'OpenRouter API key',
  severity: 'high',
  keywords: ['sk-or-v1-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-or-v1-[a-f0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'delete the key at openrouter.ai under Keys',
  documentation: 'https://openrouter.ai/docs/api-reference/authentication',
})
