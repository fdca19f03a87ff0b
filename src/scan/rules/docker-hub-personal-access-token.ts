import {defineRule, mixesCases} from '../rule.js'

// The prefix is that of the sample in Docker's API reference, whose body is made up: 20 to 255 characters pass, of both cases.
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
