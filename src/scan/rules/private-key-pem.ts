import {isEncryptedOpenSsh} from '../openssh-key.js'
import {defineRule} from '../rule.js'

// RFC 7468 for the armour. An RSA key of 16,384 bits takes 13,000 characters; within a quoted string line breaks are the two
// characters \n. No hyphen in the body: it ends where the next armour begins, and encrypted keys have a rule of their own.
export default defineRule({
  id: 'private-key-pem',
  title: 'private key',
  severity: 'critical',
  keywords: ['private key-----'],
  pattern:
    /(?<secret>-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH) )?PRIVATE KEY-----[A-Za-z0-9+/=\s\\"'`,]{48,16000}-----END (?:(?:RSA|EC|DSA|OPENSSH) )?PRIVATE KEY-----)/g,
  reach: 16_384,
  isGeneral: true,
  accepts: key => !isEncryptedOpenSsh(key),
  remediation: 'make a new key pair, put its public half where the old one is trusted, and remove the old one there',
  documentation: 'https://www.rfc-editor.org/rfc/rfc7468',
})
