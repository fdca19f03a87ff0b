import {defineRule} from '../rule.js'

// An identifier of 22 characters and 40 hexadecimal digits.
export default defineRule({
  id: 'circleci-project-token',
  title: 'CircleCI project API token',
  severity: 'high',
  keywords: ['cciprj_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>CCIPRJ_[A-Za-z0-9]{22}_[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under Project Settings, API Permissions',
  documentation: 'https://circleci.com/docs/managing-api-tokens/',
})
