import {defineRule} from '../rule.js'

// An identifier of 26 characters, 22 of key and three of checksum, as in the documentation's sample.
export default defineRule({
  id: 'paddle-api-key',
  title: 'Paddle API key',
  severity: 'high',
  keywords: ['pdl_live_apikey_', 'pdl_sdbx_apikey_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3})(?![A-Za-z0-9])/g,
  remediation: 'revoke the key under Developer tools, Authentication',
  documentation: 'https://developer.paddle.com/api-reference/about/authentication',
})
