import {defineRule} from '../rule.js'

// Thirty-two hexadecimal digits, of either case.
export default defineRule({
  id: 'shopify-shared-secret',
  title: 'Shopify app shared secret',
  severity: 'high',
  keywords: ['shpss_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shpss_[a-fA-F0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'rotate the credentials of the app, or uninstall it and install it anew',
  documentation: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
})
