import {defineRule} from '../rule.js'

// Thirty-two to sixty-four characters.
export default defineRule({
  id: 'planetscale-oauth-token',
  title: 'PlanetScale OAuth token',
  severity: 'high',
  keywords: ['pscale_oauth_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pscale_oauth_[A-Za-z0-9_.=-]{32,64})(?![A-Za-z0-9_.=-])/g,
  remediation: 'revoke the application under Settings',
  documentation: 'https://planetscale.com/docs/api/reference/service-tokens',
})
