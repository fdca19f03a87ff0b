import {defineRule} from '../rule.js'

// Twenty-four characters for a root token, about 90 for those that carry a signature and a namespace.
export default defineRule({
  id: 'vault-service-token',
  title: 'HashiCorp Vault service token',
  severity: 'high',
  keywords: ['hvs.'],
  pattern: /(?<![A-Za-z0-9_.-])(?<secret>hvs\.[A-Za-z0-9_-]{24,300})(?![A-Za-z0-9_-])/g,
  remediation: 'run "vault token revoke" with its accessor',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
})
