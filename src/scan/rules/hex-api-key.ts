import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, as a digest has: only the name tells. No source of the vendor's for the length.
export default defineRule({
  id: 'hex-api-key',
  title: 'Hex API key',
  severity: 'high',
  keywords: ['hex_api', 'hex-api', 'hexapikey', 'hexpm'],
  pattern: namedValue('hex[_-]?api|hexpm', '[a-f0-9]{32}'),
  remediation: 'revoke the key at hex.pm under Dashboard, Keys',
  documentation: 'https://hex.pm/docs/publish',
})
