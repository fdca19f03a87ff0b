import {defineRule} from '../rule.js'

// Its kind, an identifier and a secret; the documentation shows no lengths.
export default defineRule({
  id: 'tailscale-key',
  title: 'Tailscale key',
  severity: 'high',
  keywords: ['tskey-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{20,48})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the key under Settings, Keys',
  documentation: 'https://tailscale.com/kb/1085/auth-keys',
})
