import {defineRule} from '../rule.js'

// Thirty-two hexadecimal digits; on Azure a number may follow. No source of the vendor's for the length.
export default defineRule({
  id: 'databricks-personal-access-token',
  title: 'Databricks personal access token',
  severity: 'high',
  keywords: ['dapi'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dapi[a-f0-9]{32}(?:-[0-9])?)(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Settings, Developer, Access tokens',
  documentation: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
})
