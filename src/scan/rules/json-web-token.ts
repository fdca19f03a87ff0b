import {claimsOf, HEADER_WORDS, LONGEST_SIGNED_TOKEN, SIGNED_TOKEN} from '../json-web-token.js'
import {defineRule} from '../rule.js'

// Whoever holds it is let in until it expires. Not those that are public by design: jwt.io shows John Doe, and Supabase
// gives browsers the role anon.
export default defineRule({
  id: 'json-web-token',
  title: 'JSON Web Token',
  severity: 'medium',
  keywords: HEADER_WORDS,
  pattern: SIGNED_TOKEN,
  accepts: token => {
    const claims = claimsOf(token)
    return claims !== undefined && claims.role !== 'anon' && !(claims.sub === '1234567890' && claims.name === 'John Doe')
  },
  reach: LONGEST_SIGNED_TOKEN,
  isGeneral: true,
  remediation: 'end the session or rotate the key that signed the token, and have a new one issued',
  documentation: 'https://www.rfc-editor.org/rfc/rfc7519',
})
