import {defineRule, namedValue} from '../rule.js'

// Twenty-seven characters that begin with 2, and twenty to twenty-two: the name has to stand before it. No source of the vendor's for the
// form.
export default defineRule({
  id: 'ngrok-auth-token',
  title: 'ngrok auth token',
  severity: 'high',
  keywords: ['ngrok'],
  pattern: namedValue('ngrok[\\w.-]{0,20}(?:token|key)', '2[A-Za-z0-9]{26}_[A-Za-z0-9]{20,22}'),
  remediation: 'revoke the token under Your Authtoken',
  documentation: 'https://ngrok.com/docs/agent/',
})
