import {defineRule} from '../rule.js'

// Its kind after a letter that varies, an identifier and a secret. The kinds ik and mk are documented, ic and the length are not: 48 to 64
// lower-case letters and digits pass.
export default defineRule({
  id: 'honeycomb-api-key',
  title: 'Honeycomb API key',
  severity: 'high',
  keywords: [...'abcdefghijklmnopqrstuvwxyz'].flatMap(letter => [`hc${letter}ik_`, `hc${letter}ic_`, `hc${letter}mk_`]),
  pattern: /(?<![A-Za-z0-9])(?<secret>hc[a-z](?:ik|ic|mk)_[a-z0-9]{48,64})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under Environment Settings, API Keys',
  documentation: 'https://docs.honeycomb.io/api/authentication',
})
