import {defineRule, namedValue} from '../rule.js'

// Thirty-two hexadecimal digits, as a digest has: only the name tells. The length is that of
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-DatadogApiKey.html
export default defineRule({
  id: 'datadog-api-key',
  title: 'Datadog API key',
  severity: 'high',
  keywords: ['datadog', 'dd_api', 'dd-api', 'ddapi'],
  pattern: namedValue('datadog|dd[_-]?api', '[a-f0-9]{32}'),
  remediation: 'revoke the key under Organization Settings, API Keys',
  documentation: 'https://docs.datadoghq.com/account_management/api-app-keys/',
})
