import {defineRule} from '../rule.js'

// Forty characters and a checksum, whose length is not documented: four to ten characters are let pass.
export default defineRule({
  id: 'cloudflare-global-api-key',
  title: 'Cloudflare global API key',
  severity: 'critical',
  keywords: ['cfk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>cfk_[A-Za-z0-9_-]{44,50})(?![A-Za-z0-9_-])/g,
  remediation: 'change the key under My Profile, API Tokens, and use tokens of narrow scope instead',
  documentation: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
})
