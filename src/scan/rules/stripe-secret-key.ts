import {defineRule} from '../rule.js'

// A body of 24 characters in the documentation's samples; keys that embed the account reach 99.
export default defineRule({
  id: 'stripe-secret-key',
  title: 'Stripe secret key',
  severity: 'high',
  keywords: ['sk_live_', 'rk_live_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>[rs]k_live_[A-Za-z0-9]{24,99})(?![A-Za-z0-9])/g,
  remediation: 'roll the key in the Stripe dashboard under Developers, API keys',
  documentation: 'https://docs.stripe.com/keys',
})
