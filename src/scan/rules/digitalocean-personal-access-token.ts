import {defineRule} from '../rule.js'

// Hexadecimal digits. No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'digitalocean-personal-access-token',
  title: 'DigitalOcean personal access token',
  severity: 'high',
  keywords: ['dop_v1_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dop_v1_[a-f0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under API, Tokens',
  documentation: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
})
