import {defineRule, namedValue} from '../rule.js'

// Its kind, 24 characters, and the identifier of the namespace if there is one: only the name tells.
export default defineRule({
  id: 'vault-legacy-token',
  title: 'HashiCorp Vault token of before 1.10',
  severity: 'high',
  keywords: ['vault_token', 'vaulttoken', 'vault-token', 'vault_root', 'vault_dev_root', 'client_token', 'x-vault-token'],
  pattern: namedValue('vault[_-]?(?:dev[_-]?)?(?:root[_-]?)?token|vault_root|client_token', '[sb]\\.[A-Za-z0-9]{24}(?:\\.[A-Za-z0-9]{5})?'),
  remediation: 'run "vault token revoke" with its accessor',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
})
