import {defineRule} from '../rule.js'
import {looksRandom} from '../values.js'

// RFC 6750 for the characters; shorter ones, and those that are words, are seldom tokens. JWTs have a rule of their own.
export default defineRule({
  id: 'http-bearer-authorization',
  title: 'token in an Authorization header',
  severity: 'high',
  keywords: ['bearer '],
  pattern:
    /(?:authorization|AUTHORIZATION|Authorization)["'\\]{0,2}\s{0,4}[:=,]\s{0,4}["'`]?(?:[Bb]earer|[Tt]oken) {1,2}(?<secret>[A-Za-z0-9._~+/-]{16,512}={0,2})(?![A-Za-z0-9._~+/=-])/g,
  accepts: token => !token.startsWith('eyJ') && looksRandom(token),
  reach: 600,
  isGeneral: true,
  remediation: 'revoke the token where it was issued, and hand it to the program apart from the header',
  documentation: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
})
