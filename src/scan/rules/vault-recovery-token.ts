import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 24 to 300 characters pass.
// https://github.com/hashicorp/vault/blob/0f63861cdd098f307fc4e50229accc4d510ef676/sdk/helper/consts/token_consts.go
export default defineRule({
  id: 'vault-recovery-token',
  title: 'HashiCorp Vault recovery token',
  severity: 'critical',
  keywords: ['hvr.'],
  pattern: /(?<![A-Za-z0-9_.-])(?<secret>hvr\.[A-Za-z0-9_-]{24,300})(?![A-Za-z0-9_-])/g,
  remediation: 'end the recovery mode, and rotate the recovery keys',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
})
