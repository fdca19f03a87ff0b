import {defineRule} from '../rule.js'

// Forty characters after 00: the name or the scheme of the header has to stand near. No source of the vendor's for the form.
export default defineRule({
  id: 'okta-api-token',
  title: 'Okta API token',
  severity: 'critical',
  keywords: ['okta', 'ssws '],
  pattern: /(?<![A-Za-z0-9_-])(?<secret>00[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/g,
  accepts: token => [/[a-z]/, /[A-Z]/].every(kind => kind.test(token)),
  remediation: 'revoke the token under Security, API, Tokens',
  documentation: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
})
