import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 32 to 255 characters pass.
export default defineRule({
  id: 'planetscale-password',
  title: 'PlanetScale database password',
  severity: 'high',
  keywords: ['pscale_pw_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pscale_pw_[A-Za-z0-9_.=-]{32,255})(?![A-Za-z0-9_.=-])/g,
  accepts: mixesCases,
  remediation: 'delete the password under Settings, Passwords of the database',
  documentation: 'https://planetscale.com/docs/api/reference/service-tokens',
})
