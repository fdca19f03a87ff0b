import {defineRule} from '../rule.js'

// Twenty-two characters and eight of checksum, how it is made is not documented.
export default defineRule({
  id: 'supabase-secret-key',
  title: 'Supabase secret key',
  severity: 'critical',
  keywords: ['sb_secret_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sb_secret_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the key under Project Settings, API Keys',
  documentation: 'https://supabase.com/docs/guides/api/api-keys',
})
