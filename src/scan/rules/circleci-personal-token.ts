import {defineRule} from '../rule.js'

// An identifier of 22 characters and 40 hexadecimal digits.
export default defineRule({
  id: 'circleci-personal-token',
  title: 'CircleCI personal API token',
  severity: 'high',
  keywords: ['ccipat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under User Settings, Personal API Tokens',
  documentation: 'https://circleci.com/docs/managing-api-tokens/',
})
