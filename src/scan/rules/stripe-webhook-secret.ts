import {defineRule} from '../rule.js'

// Thirty-two letters and digits, or 64 hexadecimal digits from the CLI. No source of Stripe's at hand for the lengths.
export default defineRule({
  id: 'stripe-webhook-secret',
  title: 'Stripe webhook signing secret',
  severity: 'high',
  keywords: ['whsec_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>whsec_(?:[A-Za-z0-9]{32}|[a-f0-9]{64}))(?![A-Za-z0-9+/=])/g,
  remediation: 'roll the secret on the page of the endpoint under Developers, Webhooks',
  documentation: 'https://docs.stripe.com/webhooks#verify-events',
})
