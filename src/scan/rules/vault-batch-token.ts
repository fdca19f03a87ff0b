import {defineRule} from '../rule.js'

// An encrypted blob. The prefix is documented, the length is not: 100 to 600 characters pass.
// https://github.com/hashicorp/vault/blob/0f63861cdd098f307fc4e50229accc4d510ef676/sdk/helper/consts/token_consts.go
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
