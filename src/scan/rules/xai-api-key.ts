import {defineRule} from '../rule.js'

// Eighty letters and digits.
export default defineRule({
  id: 'xai-api-key',
  title: 'xAI API key',
  severity: 'high',
  keywords: ['xai-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>xai-[A-Za-z0-9]{80})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key under API keys of the console',
  documentation: 'https://docs.x.ai/docs/tutorial',
})
