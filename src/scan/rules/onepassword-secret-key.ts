import {defineRule} from '../rule.js'

// Thirty-four letters and digits, says 1Password. No source of the vendor's for A3 and the groups. The key alone opens nothing
// without the password.
export default defineRule({
  id: 'onepassword-secret-key',
  title: '1Password secret key',
  severity: 'medium',
  keywords: ['a3-'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9-])(?<secret>A3-[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})(?:-[A-Z0-9]{5}){3})(?![A-Za-z0-9-])/g,
  remediation: 'make a new secret key under My Profile, which signs out every device',
  documentation: 'https://support.1password.com/secret-key-security/',
})
