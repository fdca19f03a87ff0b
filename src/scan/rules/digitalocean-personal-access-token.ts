import {defineRule} from '../rule.js'

// Sixty-four hexadecimal digits.
export default defineRule({
  id: 'digitalocean-personal-access-token',
  title: 'DigitalOcean personal access token',
  severity: 'high',
  keywords: ['dop_v1_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dop_v1_[a-f0-9]{64})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under API, Tokens',
  documentation: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
})
