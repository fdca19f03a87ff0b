import {defineRule} from '../rule.js'

// Forty characters in all: of a person, the CLI, OAuth, the web interface or a build.
export default defineRule({
  id: 'netlify-access-token',
  title: 'Netlify access token',
  severity: 'high',
  keywords: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>nf[pcoub]_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under User settings, Applications',
  documentation: 'https://answers.netlify.com/t/change-to-the-netlify-authentication-token-format/106146',
})
