import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 60 to 255 characters pass.
export default defineRule({
  id: 'anthropic-api-key',
  title: 'Anthropic API key',
  severity: 'high',
  keywords: ['sk-ant-api03-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-api03-[A-Za-z0-9_-]{60,255})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key in the Claude Console under API keys',
  documentation: 'https://docs.claude.com/en/api/overview#authentication',
})
