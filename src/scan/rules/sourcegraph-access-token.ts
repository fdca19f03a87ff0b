import {defineRule} from '../rule.js'

// Forty hexadecimal digits, and an identifier of the instance before them, which older ones do not have.
// https://github.com/sourcegraph/sourcegraph-public-snapshot/blob/0c504c8e555ab07b529249a2cda2bb06386c2380/internal/accesstoken/personal_access_token.go
export default defineRule({
  id: 'sourcegraph-access-token',
  title: 'Sourcegraph access token',
  severity: 'high',
  keywords: ['sgp_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sgp_(?:(?:[a-f0-9]{16}|local)_)?[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under User settings, Access tokens',
  documentation: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
})
