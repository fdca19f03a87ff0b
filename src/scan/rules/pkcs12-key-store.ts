import {defineRule} from '../rule.js'

// In base64, a sequence that holds the version 3 and data of PKCS#7: RFC 7292. Its password is often short or beside it.
// Two of the bytes are lengths, whatever the size.
export default defineRule({
  id: 'pkcs12-key-store',
  title: 'PKCS#12 key store',
  severity: 'high',
  keywords: ['gcsqgsib3dqeha'],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>MI[IJ][A-Za-z0-9+/]{2}[AQgw]IBAzCC[A-Za-z0-9+/]{3}GCSqGSIb3DQEHA[A-Za-z0-9+/]{40,16000}={0,2})/g,
  reach: 16384,
  remediation: 'have a new certificate issued for a new key, and revoke the old one',
  documentation: 'https://www.rfc-editor.org/rfc/rfc7292#section-4',
})
