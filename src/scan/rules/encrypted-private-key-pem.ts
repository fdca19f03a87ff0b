import {isEncryptedOpenSsh} from '../openssh-key.js'
import {defineRule} from '../rule.js'

// RFC 7468 for PKCS#8, RFC 1421 for the header of older keys, PROTOCOL.key for those of OpenSSH.
export default defineRule({
  id: 'encrypted-private-key-pem',
  title: 'private key that a passphrase protects',
  severity: 'medium',
  keywords: ['encrypted private key-----', '4,encrypted', 'openssh private key-----'],
  pattern:
    /(?<secret>-----BEGIN (?:ENCRYPTED PRIVATE KEY-----|OPENSSH PRIVATE KEY-----|(?:RSA|EC|DSA) PRIVATE KEY-----[\s\\nr]{1,40}Proc-Type: 4,ENCRYPTED[\s\\nr]{1,40}DEK-Info: [A-Za-z0-9-]{3,40},[0-9A-Fa-f]{16,64})[A-Za-z0-9+/=\s\\"'`,]{48,15800}-----END (?:(?:ENCRYPTED|RSA|EC|DSA|OPENSSH) )PRIVATE KEY-----)/g,
  accepts: key => !key.includes('OPENSSH') || isEncryptedOpenSsh(key),
  reach: 16384,
  isGeneral: true,
  remediation: 'take the key out of git and make a new pair, since a passphrase can be guessed offline',
  documentation: 'https://www.rfc-editor.org/rfc/rfc7468#section-11',
})
