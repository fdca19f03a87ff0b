import {defineRule} from '../rule.js'

// sk-ant- is documented. No source of the vendor's at hand for the kind and the length: 60 to 255 characters pass.
export default defineRule({
  id: 'anthropic-oauth-token',
  title: 'Claude Code OAuth token',
  severity: 'high',
  keywords: ['sk-ant-oat01-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-oat01-[A-Za-z0-9_-]{60,255})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Settings of the account, Authorized apps',
  documentation: 'https://docs.claude.com/en/docs/claude-code/iam',
})
