import {defineRule} from '../rule.js'

// Forty hexadecimal digits; those of OAuth say so. As Supabase's own CLI demands: ^sbp_(oauth_)?[a-f0-9]{40}$
export default defineRule({
  id: 'supabase-access-token',
  title: 'Supabase access token',
  severity: 'critical',
  keywords: ['sbp_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sbp_(?:oauth_)?[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under Account, Access Tokens',
  documentation: 'https://supabase.com/docs/reference/api/introduction',
})
