import {defineRule, mixesCases} from '../rule.js'

// No source of Docker's at hand for the prefix and the length: 20 to 255 characters pass, of both cases.
export default defineRule({
  id: 'docker-hub-organization-access-token',
  title: 'Docker Hub organization access token',
  severity: 'high',
  keywords: ['dckr_oat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dckr_oat_[A-Za-z0-9_-]{20,255})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: "deactivate and delete the token under the organization's Access tokens",
  documentation: 'https://docs.docker.com/enterprise/security/access-tokens/',
})
