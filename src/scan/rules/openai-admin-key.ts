import {defineRule} from '../rule.js'

// As the key of a project, with a prefix of its own: it administers the organization. No source of OpenAI's for the form.
export default defineRule({
  id: 'openai-admin-key',
  title: 'OpenAI admin key',
  severity: 'critical',
  keywords: ['sk-admin-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sk-admin-[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9_-]{20,200})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the key at platform.openai.com under Organization, Admin keys',
  documentation: 'https://platform.openai.com/docs/api-reference/admin-api-keys',
})
