import {defineRule} from '../rule.js'

// Thirty-eight characters in all.
export default defineRule({
  id: 'shopify-custom-app-token',
  title: 'Shopify custom app access token',
  severity: 'high',
  keywords: ['shpca_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shpca_[A-Za-z0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'rotate the credentials of the app, or uninstall it and install it anew',
  documentation: 'https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing',
})
