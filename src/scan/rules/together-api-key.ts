import {defineRule, namedValue} from '../rule.js'

// Sixty-four hexadecimal digits, as a digest has: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'together-api-key',
  title: 'Together AI API key',
  severity: 'high',
  keywords: ['together'],
  pattern: namedValue('together(?:[_-]?ai)?[_-]?api[_-]?(?:key|token)', '[a-f0-9]{64}'),
  remediation: 'regenerate the key under Settings, API Keys',
  documentation: 'https://docs.together.ai/docs/quickstart',
})
