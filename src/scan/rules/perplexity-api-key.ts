import {defineRule} from '../rule.js'

// Forty-eight letters and digits, 53 characters in all.
export default defineRule({
  id: 'perplexity-api-key',
  title: 'Perplexity API key',
  severity: 'high',
  keywords: ['pplx-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pplx-[A-Za-z0-9]{48})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key under Settings, API',
  documentation: 'https://docs.perplexity.ai/getting-started/quickstart',
})
