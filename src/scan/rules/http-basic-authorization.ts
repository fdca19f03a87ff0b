import {defineRule} from '../rule.js'
import {classifyValue} from '../values.js'

// The users of RFC 7617 and RFC 6749, whom many texts show.
const DOCUMENTED = ['Aladdin', 's6BhdRkqt3']

function holdsPassword(encoded: string): boolean {
  const [, user = '', password = ''] =
    /^([\x20-\x7e]{0,128}?):([\x20-\x7e]{3,256})$/.exec(Buffer.from(encoded, 'base64').toString('latin1')) ?? []
  return password !== '' && !DOCUMENTED.includes(user) && classifyValue(password, {kind: 'password'}) === 'literal'
}

// User, colon and password in base64. Not where the password is a reference or a placeholder.
export default defineRule({
  id: 'http-basic-authorization',
  title: 'user and password in an Authorization header',
  severity: 'high',
  keywords: ['basic '],
  pattern:
    /(?:authorization|AUTHORIZATION|Authorization)["'\\]{0,2}\s{0,4}[:=,]\s{0,4}["'`]?[Bb]asic {1,2}(?<secret>[A-Za-z0-9+/]{8,512}={0,2})(?![A-Za-z0-9+/=])/g,
  accepts: holdsPassword,
  reach: 600,
  isGeneral: true,
  remediation: 'change the password, and let the header be put together where the request is made',
  documentation: 'https://www.rfc-editor.org/rfc/rfc7617',
})
