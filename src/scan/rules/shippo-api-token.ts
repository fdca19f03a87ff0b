import {defineRule} from '../rule.js'

// Hexadecimal digits, live or test. No source of the vendor's for the length: 32 to 64 characters pass.
export default defineRule({
  id: 'shippo-api-token',
  title: 'Shippo API token',
  severity: 'high',
  keywords: ['shippo_live_', 'shippo_test_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>shippo_(?:live|test)_[a-f0-9]{32,64})(?![A-Za-z0-9])/g,
  remediation: 'regenerate the token under Settings, API',
  documentation: 'https://docs.goshippo.com/docs/guides_general/authentication/',
})
