import {defineRule} from '../rule.js'

// In base64, the magic number feedfeed, version 2, the number of entries, and the kind of the first one: 1 is a private
// key, 2 a certificate.
export default defineRule({
  id: 'java-key-store',
  title: 'Java key store',
  severity: 'high',
  keywords: ['/u3+7qaaaaiaaaa'],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>\/u3\+7QAAAAIAAAA[A-Za-z0-9+/]AAAAAQ[A-Za-z0-9+/]{40,16000}={0,2})/g,
  reach: 16384,
  remediation: 'have a new certificate issued for a new key, and revoke the old one',
  documentation: 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html',
})
