import {defineRule, namedValue} from '../rule.js'

// Thirty-seven hexadecimal digits, as Cloudflare's provider of Terraform demands: only the name tells.
export default defineRule({
  id: 'cloudflare-legacy-global-api-key',
  title: 'Cloudflare global API key of before 2026',
  severity: 'critical',
  keywords: ['cloudflare', 'cf_api', 'cf_key', 'x-auth-key'],
  pattern: namedValue('cloudflare|cf_api|cf_key|x-auth-key', '[a-f0-9]{37}'),
  remediation: 'roll the global API key under My Profile, API Tokens, and use an API token instead',
  documentation: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
})
