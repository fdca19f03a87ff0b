import {defineRule} from '../rule.js'

// A UUID in base 58 and 40 hexadecimal digits.
export default defineRule({
  id: 'circleci-personal-token',
  title: 'CircleCI personal API token',
  severity: 'high',
  keywords: ['ccipat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>CCIPAT_[1-9A-HJ-NP-Za-km-z]{20,22}_[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under User Settings, Personal API Tokens',
  documentation: 'https://circleci.com/changelog/new-format-for-api-access-tokens/',
})
