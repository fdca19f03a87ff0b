import {defineRule} from '../rule.js'

// An identifier, a secret and a key, in hexadecimal. What stands before it is part of the keywords, since its prefix is
// part of many words.
export default defineRule({
  id: 'infisical-service-token',
  title: 'Infisical service token',
  severity: 'high',
  keywords: ['=st.', '"st.', "'st.", ' st.', ':st.'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>st\.[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32})(?![A-Za-z0-9.])/g,
  remediation: 'revoke the token under Access Control, Service Tokens, and use a machine identity instead',
  documentation: 'https://infisical.com/docs/documentation/platform/token',
})
