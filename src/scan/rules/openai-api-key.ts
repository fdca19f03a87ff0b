import {defineRule} from '../rule.js'

// T3BlbkFJ, which is OpenAI in base64, stands in the middle; older keys have 20 characters on either side, those of a project or a service
// account more. No source of OpenAI's for the form.
export default defineRule({
  id: 'openai-api-key',
  title: 'OpenAI API key',
  severity: 'high',
  keywords: ['t3blbkfj'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>sk-(?:(?:proj|svcacct|None)-[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9_-]{20,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}))(?![A-Za-z0-9_-])/g,
  reach: 700,
  remediation: 'revoke the key at platform.openai.com under API keys',
  documentation: 'https://platform.openai.com/docs/api-reference/authentication',
})
