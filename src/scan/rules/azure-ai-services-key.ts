import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, or 84 letters and digits that carry a signature: only the name tells. No source of Microsoft's for 84.
export default defineRule({
  id: 'azure-ai-services-key',
  title: 'Azure OpenAI or AI services key',
  severity: 'high',
  keywords: ['azure_openai', 'azure-openai', 'azureopenai', 'openai_azure', 'cognitive', 'azure_ai', 'azure_speech'],
  pattern: namedValue(
    'azure[_-]?open[_-]?ai|openai[_-]azure|cognitive[_-]?services?|azure[_-]ai|azure[_-]speech',
    '(?:[a-f0-9]{32}|[A-Za-z0-9]{84})',
  ),
  remediation: 'regenerate the key of the resource under Keys and Endpoint',
  documentation: 'https://learn.microsoft.com/en-us/azure/ai-services/authentication',
})
