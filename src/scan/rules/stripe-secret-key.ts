import {defineRule} from '../rule.js'

// Up to 128 letters and digits, Stripe told GitLab; the samples of the documentation have 24 or more.
// https://gitlab.com/gitlab-org/gitlab/-/issues/458019
export default defineRule({
  id: 'stripe-secret-key',
  title: 'Stripe secret key',
  severity: 'high',
  keywords: ['sk_live_', 'rk_live_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>[rs]k_live_[A-Za-z0-9]{24,128})(?![A-Za-z0-9])/g,
  remediation: 'roll the key in the Stripe dashboard under Developers, API keys',
  documentation: 'https://docs.stripe.com/keys',
})
