import {defineRule, namedValue} from '../rule.js'

// Forty letters and digits: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'cohere-api-key',
  title: 'Cohere API key',
  severity: 'high',
  keywords: ['cohere', 'co_api_key'],
  pattern: namedValue('cohere[\\w.-]{0,24}(?:key|token|secret)|co_api_key', '[A-Za-z0-9]{40}'),
  accepts: key => /\d/.test(key) && /[A-Za-z]/.test(key),
  remediation: 'delete the key at dashboard.cohere.com under API keys',
  documentation: 'https://docs.cohere.com/reference/about#authentication',
})
