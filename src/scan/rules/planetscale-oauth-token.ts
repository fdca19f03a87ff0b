import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 32 to 255 characters pass.
export default defineRule({
  id: 'planetscale-oauth-token',
  title: 'PlanetScale OAuth token',
  severity: 'high',
  keywords: ['pscale_oauth_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pscale_oauth_[A-Za-z0-9_.=-]{32,255})(?![A-Za-z0-9_.=-])/g,
  accepts: mixesCases,
  remediation: 'revoke the application under Settings',
  documentation: 'https://planetscale.com/docs/api/reference/service-tokens',
})
