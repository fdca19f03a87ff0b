import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 40 to 128 hexadecimal digits pass.
export default defineRule({
  id: 'digitalocean-personal-access-token',
  title: 'DigitalOcean personal access token',
  severity: 'high',
  keywords: ['dop_v1_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dop_v1_[a-f0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under API, Tokens',
  documentation: 'https://docs.digitalocean.com/notes/2022/api-token-format',
})
