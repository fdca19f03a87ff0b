import {defineRule} from '../rule.js'

// Its kind, and 58 lower-case letters and digits.
export default defineRule({
  id: 'honeycomb-api-key',
  title: 'Honeycomb API key',
  severity: 'high',
  keywords: ['hcaik_', 'hcbik_', 'hcaic_', 'hcamk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>hc[a-z](?:ik|ic|mk)_[a-z0-9]{58})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under Environment Settings, API Keys',
  documentation: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
})
