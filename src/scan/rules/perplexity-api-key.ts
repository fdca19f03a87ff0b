import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 32 to 128 characters pass.
export default defineRule({
  id: 'perplexity-api-key',
  title: 'Perplexity API key',
  severity: 'high',
  keywords: ['pplx-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pplx-[A-Za-z0-9]{32,128})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key under Settings, API',
  documentation: 'https://docs.perplexity.ai/getting-started/quickstart',
})
