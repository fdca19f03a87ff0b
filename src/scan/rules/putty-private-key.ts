import {defineRule} from '../rule.js'

// The fields stand in this order. A key that a passphrase protects says how it is encrypted instead of "none".
export default defineRule({
  id: 'putty-private-key',
  title: 'PuTTY private key',
  severity: 'critical',
  keywords: ['putty-user-key-file-'],
  pattern:
    /PuTTY-User-Key-File-[23]: [\w@.-]{3,60}\s{1,40}Encryption: none\s{1,40}Comment: [^\r\n]{0,200}\s{1,40}Public-Lines: \d{1,3}\s{1,40}[A-Za-z0-9+/=\s]{20,4000}Private-Lines: \d{1,3}\s{1,40}(?<secret>[A-Za-z0-9+/=\s]{40,6000})(?=Private-M)/g,
  reach: 12288,
  remediation: 'make a new key pair, and remove the public half of this one from authorized_keys',
  documentation: 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html',
})
