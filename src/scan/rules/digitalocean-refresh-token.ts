import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: 40 to 128 hexadecimal digits pass.
export default defineRule({
  id: 'digitalocean-refresh-token',
  title: 'DigitalOcean refresh token',
  severity: 'high',
  keywords: ['dor_v1_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dor_v1_[a-f0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'revoke the application under API, Authorized Applications',
  documentation: 'https://docs.digitalocean.com/notes/2022/api-token-format',
})
