import {defineRule} from '../rule.js'

// Thirty-six letters and digits, 40 characters in all.
export default defineRule({
  id: 'netlify-access-token',
  title: 'Netlify access token',
  severity: 'high',
  keywords: ['nfp_', 'nfc_', 'nfo_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>nf[pco]_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under User settings, Applications',
  documentation: 'https://docs.netlify.com/api/get-started/#authentication',
})
