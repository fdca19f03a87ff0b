import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 20 to 255 characters pass.
export default defineRule({
  id: 'docker-hub-personal-access-token',
  title: 'Docker Hub personal access token',
  severity: 'high',
  keywords: ['dckr_pat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dckr_pat_[A-Za-z0-9_-]{20,255})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'delete the token under Account settings, Personal access tokens',
  documentation: 'https://docs.docker.com/security/access-tokens/',
})
