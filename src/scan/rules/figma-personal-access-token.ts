import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 20 to 255 characters pass.
export default defineRule({
  id: 'figma-personal-access-token',
  title: 'Figma personal access token',
  severity: 'high',
  keywords: ['figd_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>figd_[A-Za-z0-9_-]{20,255})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'revoke the token under Settings, Security',
  documentation: 'https://developers.figma.com/docs/rest-api/authentication/',
})
