import {defineRule} from '../rule.js'

// RFC 9580 for the armour. Headers may stand before the body; a key of 4,096 bits with its subkeys takes 10,000 characters.
// No hyphen in the body: it ends where the next armour begins.
export default defineRule({
  id: 'pgp-private-key',
  title: 'PGP private key',
  severity: 'critical',
  keywords: ['pgp private key block-----'],
  pattern:
    /(?<secret>-----BEGIN PGP PRIVATE KEY BLOCK-----(?:[\s\\nr]{1,40}(?:Version|Comment|Charset): [^\r\n\\]{0,100}){0,3}[^-]{100,30000}-----END PGP PRIVATE KEY BLOCK-----)/g,
  reach: 32768,
  remediation: 'publish a revocation certificate, and make a new key',
  documentation: 'https://www.rfc-editor.org/rfc/rfc9580#section-6.2',
})
