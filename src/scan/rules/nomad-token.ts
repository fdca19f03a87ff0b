import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's at hand for the form.
export default defineRule({
  id: 'nomad-token',
  title: 'HashiCorp Nomad ACL token',
  severity: 'high',
  keywords: ['nomad'],
  pattern: namedValue('nomad[\\w.-]{0,24}token', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'run "nomad acl token delete" with its accessor',
  documentation: 'https://developer.hashicorp.com/nomad/docs/concepts/acl',
})
