import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 40 to 160 characters pass.
export default defineRule({
  id: 'xai-api-key',
  title: 'xAI API key',
  severity: 'high',
  keywords: ['xai-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>xai-[A-Za-z0-9]{40,160})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key under API keys of the console',
  documentation: 'https://docs.x.ai/docs/tutorial',
})
