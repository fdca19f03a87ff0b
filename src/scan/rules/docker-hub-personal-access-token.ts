import {defineRule} from '../rule.js'

// Twenty-seven characters.
export default defineRule({
  id: 'docker-hub-personal-access-token',
  title: 'Docker Hub personal access token',
  severity: 'high',
  keywords: ['dckr_pat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>dckr_pat_[A-Za-z0-9_-]{27})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the token under Account settings, Personal access tokens',
  documentation: 'https://docs.docker.com/security/access-tokens/',
})
