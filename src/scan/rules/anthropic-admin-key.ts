import {defineRule} from '../rule.js'

// Ninety-three characters and AA.
export default defineRule({
  id: 'anthropic-admin-key',
  title: 'Anthropic Admin API key',
  severity: 'critical',
  keywords: ['sk-ant-admin01-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-admin01-[A-Za-z0-9_-]{93}AA)(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key in the Claude Console under Admin keys',
  documentation: 'https://docs.claude.com/en/api/administration-api',
})
