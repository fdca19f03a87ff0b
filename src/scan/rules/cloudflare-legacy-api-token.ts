import {defineRule, namedValue} from '../rule.js'

// Forty characters, as Cloudflare's provider of Terraform demands: only the name tells, and that letters of both cases and digits stand in
// it.
export default defineRule({
  id: 'cloudflare-legacy-api-token',
  title: 'Cloudflare API token of before 2026',
  severity: 'high',
  keywords: ['cloudflare', 'cf_api', 'cf_token', 'cf_dns'],
  pattern: namedValue('cloudflare|cf_api|cf_token|cf_dns', '[A-Za-z0-9_-]{40}'),
  accepts: token => [/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(token)),
  remediation: 'roll the token under My Profile, API Tokens',
  documentation: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
})
