import {defineRule, namedValue} from '../rule.js'

// Forty hexadecimal digits, as a commit has: only the name tells.
export default defineRule({
  id: 'wandb-api-key',
  title: 'Weights & Biases API key',
  severity: 'high',
  keywords: ['wandb'],
  pattern: namedValue('wandb[_-]?(?:api[_-]?)?key', '[a-f0-9]{40}'),
  remediation: 'delete the key at wandb.ai/settings under API keys',
  documentation: 'https://docs.wandb.ai/support/find_api_key/',
})
