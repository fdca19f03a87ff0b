import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits after a prefix that others have, too: the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'deepseek-api-key',
  title: 'DeepSeek API key',
  severity: 'high',
  keywords: ['deepseek'],
  pattern: namedValue('deepseek', 'sk-[a-f0-9]{32}'),
  remediation: 'delete the key at platform.deepseek.com under API keys',
  documentation: 'https://api-docs.deepseek.com/',
})
