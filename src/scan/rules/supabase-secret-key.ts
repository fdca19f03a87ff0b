import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 20 to 80 characters pass.
export default defineRule({
  id: 'supabase-secret-key',
  title: 'Supabase secret key',
  severity: 'critical',
  keywords: ['sb_secret_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sb_secret_[A-Za-z0-9_-]{20,80})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'delete the key under Project Settings, API Keys',
  documentation: 'https://supabase.com/docs/guides/api/api-keys',
})
