import {defineRule} from '../rule.js'

// An identifier of 14 characters and a secret. No source of the vendor's for the lengths: 60 to 90 characters of secret pass.
export default defineRule({
  id: 'terraform-cloud-token',
  title: 'HCP Terraform API token',
  severity: 'critical',
  keywords: ['.atlasv1.'],
  pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,90})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the token under User, Team or Organization settings, Tokens',
  documentation: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
})
