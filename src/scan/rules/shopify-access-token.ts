import {defineRule} from '../rule.js'

// Thirty-two hexadecimal digits, of either case.
export default defineRule({
  id: 'shopify-access-token',
  title: 'Shopify Admin API access token',
  severity: 'high',
  keywords: ['shpat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shpat_[a-fA-F0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'rotate the credentials of the app, or uninstall it and install it anew',
  documentation: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
})
