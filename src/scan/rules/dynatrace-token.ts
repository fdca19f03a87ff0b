import {defineRule} from '../rule.js'

// Its kind, a public part of 24 characters and a secret one of 64, as documented. The token that the documentation shows is everybody's.
export default defineRule({
  id: 'dynatrace-token',
  title: 'Dynatrace token',
  severity: 'high',
  keywords: ['dt0'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dt0[a-z][0-9]{2}\.[A-Z2-7]{24}\.[A-Z2-7]{64})(?![A-Za-z0-9])/g,
  accepts: token => !token.includes('.ST2EY72KQINMH574WMNVI7YN.'),
  remediation: 'delete the token under Access tokens',
  documentation: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens-legacy',
})
