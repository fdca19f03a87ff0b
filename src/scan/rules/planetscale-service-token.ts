import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 32 to 255 characters pass.
export default defineRule({
  id: 'planetscale-service-token',
  title: 'PlanetScale service token',
  severity: 'high',
  keywords: ['pscale_tkn_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pscale_tkn_[A-Za-z0-9_.=-]{32,255})(?![A-Za-z0-9_.=-])/g,
  accepts: mixesCases,
  remediation: 'delete the service token under Settings, Service tokens',
  documentation: 'https://planetscale.com/docs/api/reference/service-tokens',
})
