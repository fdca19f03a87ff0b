import {defineRule} from '../rule.js'

// Forty lower-case letters and digits.
export default defineRule({
  id: 'buildkite-api-token',
  title: 'Buildkite API access token',
  severity: 'high',
  keywords: ['bkua_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>bkua_[a-z0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under Personal Settings, API Access Tokens',
  documentation: 'https://buildkite.com/docs/apis/managing-api-tokens',
})
