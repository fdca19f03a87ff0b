import {defineRule} from '../rule.js'

// A share has 33 bytes, the only key of an unshared one 32; in base64 or hexadecimal. The answer of "vault operator init" in JSON holds all
// of them in a list, which is marked as a whole. The byte more:
// https://github.com/hashicorp/vault/blob/0057c76aaffabd702a8168608e8096bae870d5c9/shamir/shamir.go
export default defineRule({
  id: 'vault-unseal-key',
  title: 'HashiCorp Vault unseal or recovery key',
  severity: 'critical',
  keywords: ['unseal key', 'recovery key', 'unseal_keys', 'recovery_keys', 'keys_base64'],
  pattern:
    /(?:(?:[Uu]nseal|[Rr]ecovery) [Kk]ey(?: [0-9]{1,2})?: {1,4}|(?:unseal_keys_(?:b64|hex)|recovery_keys_(?:b64|hex)|keys_base64)["']?\s{0,4}:\s{0,10}\[\s{0,20}")(?<secret>(?:[A-Za-z0-9+/]{44}|[A-Za-z0-9+/]{43}=|[a-f0-9]{64}|[a-f0-9]{66})(?:",\s{0,20}"(?:[A-Za-z0-9+/]{43}[A-Za-z0-9+/=]|[a-f0-9]{64,66})){0,9})(?![A-Za-z0-9+/=])/g,
  reach: 1200,
  remediation: 'run "vault operator rekey", which makes new shares',
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/seal#shamir-seals',
})
