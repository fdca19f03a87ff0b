import {defineRule} from '../rule.js'

// sk-ant- is documented. No source of the vendor's at hand for the kind and the length: 60 to 255 characters pass.
export default defineRule({
  id: 'anthropic-admin-key',
  title: 'Anthropic Admin API key',
  severity: 'critical',
  keywords: ['sk-ant-admin01-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-admin01-[A-Za-z0-9_-]{60,255})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key in the Claude Console under Admin keys',
  documentation: 'https://docs.claude.com/en/api/administration-api',
})
