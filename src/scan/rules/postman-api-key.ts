import {defineRule} from '../rule.js'

// An identifier of 24 hexadecimal digits and 34 of key. No source of the vendor's for the form.
export default defineRule({
  id: 'postman-api-key',
  title: 'Postman API key',
  severity: 'high',
  keywords: ['pmak-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>PMAK-[a-f0-9]{24}-[a-f0-9]{34})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under Settings, API keys',
  documentation: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
})
