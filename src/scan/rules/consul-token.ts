import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells. No source of the vendor's at hand for the form.
export default defineRule({
  id: 'consul-token',
  title: 'HashiCorp Consul ACL token',
  severity: 'high',
  keywords: ['consul'],
  pattern: namedValue('consul[\\w.-]{0,24}token|consul_http_auth', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  remediation: 'run "consul acl token delete" with its accessor',
  documentation: 'https://developer.hashicorp.com/consul/docs/security/acl/tokens',
})
