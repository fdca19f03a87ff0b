import {defineRule} from '../rule.js'

// The keys that Stripe's documentation shows to everybody begin so.
const DOCUMENTED = ['4eC39HqL', 'BQokikJO', '26PHem9A', 'tR3PYbcV']
const PREFIX = 'sk_test_'

// As a key of the live mode.
export default defineRule({
  id: 'stripe-test-key',
  title: 'Stripe secret key of a sandbox',
  severity: 'low',
  keywords: ['sk_test_', 'rk_test_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>[rs]k_test_[A-Za-z0-9]{24,128})(?![A-Za-z0-9])/g,
  accepts: key => !DOCUMENTED.some(beginning => key.startsWith(beginning, PREFIX.length)),
  remediation: 'roll the key in the Stripe dashboard under Developers, API keys',
  documentation: 'https://docs.stripe.com/keys',
})
