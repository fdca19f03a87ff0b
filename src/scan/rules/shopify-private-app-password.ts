import {defineRule} from '../rule.js'

// Thirty-eight characters in all.
export default defineRule({
  id: 'shopify-private-app-password',
  title: 'Shopify private app password',
  severity: 'high',
  keywords: ['shppa_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shppa_[A-Za-z0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'rotate the credentials of the app, or uninstall it and install it anew',
  documentation: 'https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing',
})
