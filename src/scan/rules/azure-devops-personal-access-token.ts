import {defineRule} from '../rule.js'

// Eighty-four letters and digits, of which AZDO stands at the 77th, as documented.
export default defineRule({
  id: 'azure-devops-personal-access-token',
  title: 'Azure DevOps personal access token',
  severity: 'high',
  keywords: ['azdo'],
  pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under User settings, Personal access tokens',
  documentation: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-devops-personal-access-token',
})
