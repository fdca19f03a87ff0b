import {defineRule} from '../rule.js'

// The merchant in sixteen characters and 32 hexadecimal digits. No source of the vendor's for the form.
export default defineRule({
  id: 'braintree-access-token',
  title: 'PayPal Braintree access token',
  severity: 'critical',
  keywords: ['access_token$production$'],
  pattern: /(?<![A-Za-z0-9])(?<secret>access_token\$production\$[a-z0-9]{16}\$[a-f0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'revoke the access token of the OAuth connection',
  documentation: 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens',
})
