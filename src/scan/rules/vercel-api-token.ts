import {defineRule} from '../rule.js'

// Of a person, an integration, an app (to access or to refresh), or an API key. Vercel names the five prefixes. No source of the
// vendor's for the underscore and the length: 20 to 255 characters pass.
export default defineRule({
  id: 'vercel-api-token',
  title: 'Vercel token or API key',
  severity: 'high',
  keywords: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>vc[piark]_[A-Za-z0-9]{20,255})(?![A-Za-z0-9])/g,
  remediation: 'delete the token in the account settings of Vercel under Tokens',
  documentation: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
})
