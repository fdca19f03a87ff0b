import {defineRule} from '../rule.js'

// Eighty letters and digits.
export default defineRule({
  id: 'xai-api-key',
  title: 'xAI API key',
  severity: 'high',
  keywords: ['xai-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>xai-[A-Za-z0-9]{80})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key at console.x.ai under API keys',
  documentation: 'https://docs.x.ai/docs/tutorial',
})
