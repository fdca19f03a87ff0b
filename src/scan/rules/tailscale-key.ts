import {defineRule} from '../rule.js'

// Its kind, an identifier and a secret. The prefixes are documented, the lengths are not: the sample has twelve and eighteen characters.
export default defineRule({
  id: 'tailscale-key',
  title: 'Tailscale key',
  severity: 'high',
  keywords: ['tskey-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,32}-[A-Za-z0-9]{16,64})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the key under Settings, Keys',
  documentation: 'https://tailscale.com/kb/1277/key-prefixes',
})
