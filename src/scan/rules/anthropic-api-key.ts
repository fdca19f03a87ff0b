import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 60 to 255 characters pass.
export default defineRule({
  id: 'anthropic-api-key',
  title: 'Anthropic API key',
  severity: 'high',
  keywords: ['sk-ant-api03-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-api03-[A-Za-z0-9_-]{60,255})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key in the Claude Console under API keys',
  documentation: 'https://platform.claude.com/docs/en/get-api-key',
})
