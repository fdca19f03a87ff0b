import {defineRule} from '../rule.js'

// Thirty-two characters.
export default defineRule({
  id: 'docker-hub-organization-access-token',
  title: 'Docker Hub organization access token',
  severity: 'high',
  keywords: ['dckr_oat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dckr_oat_[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/g,
  remediation: "deactivate and delete the token under the organization's Access tokens",
  documentation: 'https://docs.docker.com/enterprise/security/access-tokens/',
})
