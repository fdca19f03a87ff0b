import {defineRule} from '../rule.js'

// Forty characters.
export default defineRule({
  id: 'figma-personal-access-token',
  title: 'Figma personal access token',
  severity: 'high',
  keywords: ['figd_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>figd_[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Settings, Security',
  documentation: 'https://developers.figma.com/docs/rest-api/authentication/',
})
