import {defineRule, namedValue} from '../rule.js'

// Fifty-two characters of base 32 in lower case: only the name tells. No source of Microsoft's at hand for the length.
export default defineRule({
  id: 'azure-devops-legacy-personal-access-token',
  title: 'Azure DevOps personal access token of before 2024',
  severity: 'high',
  keywords: ['azure_devops', 'azuredevops', 'azure-devops', 'azdo', 'vsts', 'ado_pat', 'ado_token'],
  pattern: namedValue('(?:azure[_-]?devops|azdo|vsts|ado)[\\w.-]{0,20}(?:pat|token|password|secret)', '[a-z2-7]{52}'),
  accepts: token => /[2-7]/.test(token) && /[a-z]/i.test(token),
  remediation: 'revoke the token under User settings, Personal access tokens',
  documentation:
    'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate#pat-format',
})
