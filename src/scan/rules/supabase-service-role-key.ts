import {claimsOf, HEADER_WORDS, LONGEST_SIGNED_TOKEN, SIGNED_TOKEN} from '../json-web-token.js'
import {defineRule} from '../rule.js'

// A JWT that goes around row level security. The one for the role anon is public by design.
export default defineRule({
  id: 'supabase-service-role-key',
  title: 'service role key of Supabase',
  severity: 'critical',
  keywords: HEADER_WORDS,
  pattern: SIGNED_TOKEN,
  accepts: token => {
    const claims = claimsOf(token)
    return claims?.iss === 'supabase' && claims.role === 'service_role'
  },
  reach: LONGEST_SIGNED_TOKEN,
  remediation: 'roll the JWT secret under Project Settings, or disable the legacy keys',
  documentation: 'https://supabase.com/docs/guides/api/api-keys',
})
