import {defineRule, namedValue} from '../rule.js'

// Forty hexadecimal digits, as a commit has: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'datadog-app-key',
  title: 'Datadog application key',
  severity: 'high',
  keywords: ['datadog', 'dd_app', 'dd-app', 'ddapp'],
  pattern: namedValue('datadog[_-]?app|dd[_-]?app', '[a-f0-9]{40}'),
  remediation: 'revoke the key under Organization Settings, Application Keys',
  documentation: 'https://docs.datadoghq.com/account_management/api-app-keys/',
})
