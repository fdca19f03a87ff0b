import {defineRule} from '../rule.js'

// Hexadecimal digits. No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'digitalocean-refresh-token',
  title: 'DigitalOcean refresh token',
  severity: 'high',
  keywords: ['dor_v1_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dor_v1_[a-f0-9]{40,128})(?![A-Za-z0-9])/g,
  remediation: 'revoke the application under API, Authorized Applications',
  documentation: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
})
