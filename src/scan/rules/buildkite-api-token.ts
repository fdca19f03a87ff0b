import {defineRule} from '../rule.js'

// The prefix is documented, the length is not: the masked sample has 53 characters. 40 to 255 pass.
export default defineRule({
  id: 'buildkite-api-token',
  title: 'Buildkite API access token',
  severity: 'high',
  keywords: ['bkua_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>bkua_[A-Za-z0-9]{40,255})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Personal Settings, API Access Tokens',
  documentation: 'https://buildkite.com/docs/platform/security/tokens',
})
