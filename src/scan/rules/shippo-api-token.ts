import {defineRule} from '../rule.js'

// Forty hexadecimal digits, live or test.
export default defineRule({
  id: 'shippo-api-token',
  title: 'Shippo API token',
  severity: 'high',
  keywords: ['shippo_live_', 'shippo_test_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shippo_(?:live|test)_[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'regenerate the token under Settings, API',
  documentation: 'https://docs.goshippo.com/docs/guides_general/authentication/',
})
