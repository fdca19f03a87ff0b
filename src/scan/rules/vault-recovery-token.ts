import {defineRule} from '../rule.js'

// Twenty-four characters or more.
export default defineRule({
  id: 'vault-recovery-token',
  title: 'HashiCorp Vault recovery token',
  severity: 'critical',
  keywords: ['hvr.'],
  pattern: /(?<![A-Za-z0-9_.-])(?<secret>hvr\.[A-Za-z0-9_-]{24,300})(?![A-Za-z0-9_-])/g,
  remediation: 'end the recovery mode, and rotate the recovery keys',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
})
