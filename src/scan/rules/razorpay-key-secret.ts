import {defineRule, namedValue} from '../rule.js'

// Twenty-four letters and digits: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'razorpay-key-secret',
  title: 'Razorpay key secret',
  severity: 'high',
  keywords: ['razorpay'],
  pattern: namedValue('razorpay[\\w.-]{0,20}secret', '[A-Za-z0-9]{24}'),
  accepts: secret => /\d/.test(secret) && /[A-Za-z]/.test(secret),
  remediation: 'regenerate the key under Account & Settings, API keys',
  documentation: 'https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/',
})
