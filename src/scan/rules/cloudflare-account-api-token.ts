import {defineRule} from '../rule.js'

// Forty characters and a checksum, whose length is not documented: four to ten characters are let pass.
export default defineRule({
  id: 'cloudflare-account-api-token',
  title: 'Cloudflare account API token',
  severity: 'high',
  keywords: ['cfat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>cfat_[A-Za-z0-9_-]{44,50})(?![A-Za-z0-9_-])/g,
  remediation: 'roll the token under Manage Account, Account API Tokens',
  documentation: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
})
