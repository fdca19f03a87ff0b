import {defineRule} from '../rule.js'

// A version and 32 capital letters and digits in groups; older ones are grouped otherwise. The key alone opens nothing
// without the password.
// What stands before it is part of the keywords, since UUIDs have its prefix in them.
export default defineRule({
  id: 'onepassword-secret-key',
  title: '1Password secret key',
  severity: 'medium',
  keywords: ['"a3-', "'a3-", '=a3-', ' a3-', ':a3-'],
  pattern: /(?<![A-Za-z0-9-])(?<secret>A3-[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})(?:-[A-Z0-9]{5}){3})(?![A-Za-z0-9-])/g,
  remediation: 'make a new secret key under My Profile, which signs out every device',
  documentation: 'https://support.1password.com/secret-key-security/',
})
