import {defineRule, namedValue} from '../rule.js'

// Forty hexadecimal digits, as a commit has, or about 86 characters, as documented: only the name tells.
export default defineRule({
  id: 'wandb-api-key',
  title: 'Weights & Biases API key',
  severity: 'high',
  keywords: ['wandb'],
  pattern: namedValue('wandb[_-]?(?:api[_-]?)?key', '(?:[a-f0-9]{40}|[A-Za-z0-9_-]{80,96})'),
  remediation: 'delete the key at wandb.ai/settings under API keys',
  documentation: 'https://docs.wandb.ai/support/models/articles/why-does-my-api-key-fail-with-must-be-40-characters',
})
