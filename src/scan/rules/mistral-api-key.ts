import {defineRule, namedValue} from '../rule.js'

// Thirty-two letters and digits: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'mistral-api-key',
  title: 'Mistral AI API key',
  severity: 'high',
  keywords: ['mistral'],
  pattern: namedValue('mistral[\\w.-]{0,24}(?:key|token|secret)', '[A-Za-z0-9]{32}'),
  accepts: key => /\d/.test(key) && /[A-Za-z]/.test(key),
  remediation: 'delete the key in the console under API keys',
  documentation: 'https://docs.mistral.ai/getting-started/quickstart/',
})
