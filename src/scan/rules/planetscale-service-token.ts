import {defineRule} from '../rule.js'

// Thirty-two to sixty-four characters.
export default defineRule({
  id: 'planetscale-service-token',
  title: 'PlanetScale service token',
  severity: 'high',
  keywords: ['pscale_tkn_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pscale_tkn_[A-Za-z0-9_.=-]{32,64})(?![A-Za-z0-9_.=-])/g,
  remediation: 'delete the service token under Settings, Service tokens',
  documentation: 'https://planetscale.com/docs/api/reference/service-tokens',
})
