import {defineRule} from '../rule.js'

// v1.0- is documented, what follows is not: 24 hexadecimal digits, a hyphen and 100 to 400 more pass.
export default defineRule({
  id: 'cloudflare-origin-ca-key',
  title: 'Cloudflare origin CA key',
  severity: 'high',
  keywords: ['v1.0-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>v1\.0-[a-f0-9]{24}-[a-f0-9]{100,400})(?![A-Za-z0-9])/g,
  remediation: 'change the key under My Profile, API Tokens, Origin CA Key',
  documentation: 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
})
