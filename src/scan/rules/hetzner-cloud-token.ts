import {defineRule, namedValue} from '../rule.js'

// Sixty-four characters, as Hetzner's own programs demand, letters and digits both: only the name tells.
// https://github.com/hetznercloud/terraform-provider-hcloud/blob/1795d3775e817d328111a6549ed526e172a52a67/hcloud/provider.go
export default defineRule({
  id: 'hetzner-cloud-token',
  title: 'Hetzner Cloud API token',
  severity: 'high',
  keywords: ['hcloud', 'hetzner'],
  pattern: namedValue('(?:hcloud|hetzner)[\\w.-]{0,20}token', '[A-Za-z0-9]{64}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'delete the token under Security, API tokens of the project',
  documentation: 'https://docs.hetzner.cloud/#authentication',
})
