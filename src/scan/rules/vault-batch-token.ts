import {defineRule} from '../rule.js'

// An encrypted blob, whose policies and metadata make its length.
export default defineRule({
  id: 'vault-batch-token',
  title: 'HashiCorp Vault batch token',
  severity: 'high',
  keywords: ['hvb.'],
  pattern: /(?<![A-Za-z0-9_.-])(?<secret>hvb\.[A-Za-z0-9_-]{100,600})(?![A-Za-z0-9_-])/g,
  reach: 800,
  remediation: 'it cannot be revoked before it ends, only with the parent token: revoke that one',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
})
