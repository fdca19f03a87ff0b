import {defineRule} from '../rule.js'

// Thirty-eight characters in all.
export default defineRule({
  id: 'shopify-shared-secret',
  title: 'Shopify app shared secret',
  severity: 'high',
  keywords: ['shpss_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shpss_[A-Za-z0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'rotate the credentials of the app, or uninstall it and install it anew',
  documentation: 'https://shopify.dev/changelog/app-secret-key-length-has-increased',
})
