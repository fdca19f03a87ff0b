import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it.
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
