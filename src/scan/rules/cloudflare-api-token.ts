import {defineRule} from '../rule.js'

// Forty characters and a checksum, whose length is not documented: four to ten characters are let pass.
export default defineRule({
  id: 'cloudflare-api-token',
  title: 'Cloudflare API token',
  severity: 'high',
  keywords: ['cfut_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>cfut_[A-Za-z0-9_-]{44,50})(?![A-Za-z0-9_-])/g,
  remediation: 'roll the token under My Profile, API Tokens',
  documentation: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
})
