import {defineRule} from '../rule.js'

// Ninety-three characters and AA.
export default defineRule({
  id: 'anthropic-oauth-token',
  title: 'Claude Code OAuth token',
  severity: 'high',
  keywords: ['sk-ant-oat01-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-oat01-[A-Za-z0-9_-]{93}AA)(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Settings of the account, Authorized apps',
  documentation: 'https://docs.claude.com/en/docs/claude-code/iam',
})
