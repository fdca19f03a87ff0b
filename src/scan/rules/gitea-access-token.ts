import {defineRule, namedValue} from '../rule.js'

// Forty hexadecimal digits, as a commit has: only the name tells, and that it is none of a commit.
export default defineRule({
  id: 'gitea-access-token',
  title: 'Gitea or Forgejo access token',
  severity: 'high',
  keywords: ['gitea', 'forgejo'],
  pattern: namedValue('(?:gitea|forgejo)[\\w.-]{0,24}(?:token|password|secret|key)', '[a-f0-9]{40}'),
  remediation: 'delete the token under Settings, Applications',
  documentation: 'https://docs.gitea.com/development/api-usage#generating-and-listing-api-tokens',
})
