import {defineRule} from '../rule.js'

// The account in 22 characters, 24 hexadecimal digits and 20 characters, of a person or a service. No source of the vendor's
// for these lengths.
export default defineRule({
  id: 'harness-api-key',
  title: 'Harness API key',
  severity: 'high',
  keywords: ['pat.', 'sat.'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9.])(?<secret>[ps]at\.[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20})(?![A-Za-z0-9.])/g,
  remediation: 'delete the token under Profile, My API Keys, or on the page of the service account',
  documentation: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
})
