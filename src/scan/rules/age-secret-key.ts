import {endsWithBech32Checksum} from '../checksum.js'
import {defineRule} from '../rule.js'

// Thirty-two bytes in Bech32, in capitals; of a key against quantum computers, its seed. Files of SOPS are opened with it.
export default defineRule({
  id: 'age-secret-key',
  title: 'age identity',
  severity: 'critical',
  keywords: ['age-secret-key-1', 'age-secret-key-pq-1'],
  pattern: /(?<![A-Za-z0-9-])(?<secret>AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{58})(?![A-Za-z0-9])/g,
  accepts: endsWithBech32Checksum,
  remediation: 'make a new identity with age-keygen, encrypt every file anew for it, and rotate the values that the old one opened',
  documentation: 'https://github.com/C2SP/C2SP/blob/main/age.md#the-x25519-recipient-type',
})
