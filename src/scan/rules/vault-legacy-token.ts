import {defineRule, namedValue} from '../rule.js'

// Its kind, and 24 characters, or an encrypted blob for a batch: only the name tells. The prefixes are documented, the lengths are not. The
// identifier of a namespace may follow.
// https://github.com/hashicorp/vault/blob/0f63861cdd098f307fc4e50229accc4d510ef676/sdk/helper/consts/token_consts.go
export default defineRule({
  id: 'vault-legacy-token',
  title: 'HashiCorp Vault token of before 1.10',
  severity: 'high',
  keywords: ['vault_token', 'vaulttoken', 'vault-token', 'vault_root', 'vault_dev_root', 'client_token', 'x-vault-token'],
  pattern: namedValue(
    'vault[_-]?(?:dev[_-]?)?(?:root[_-]?)?token|vault_root|client_token',
    '(?:s\\.[A-Za-z0-9]{24}(?:\\.[A-Za-z0-9]{5})?|b\\.[A-Za-z0-9_-]{60,300})',
  ),
  remediation: 'run "vault token revoke" with its accessor',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
})
