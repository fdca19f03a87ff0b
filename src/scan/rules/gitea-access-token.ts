import {defineRule, namedValue} from '../rule.js'

// Forty hexadecimal digits, as a commit has: only the name tells, and that it is none of a commit.
// https://github.com/go-gitea/gitea/blob/0837d1b3d1727066d422247f0859f27995eab9e5/models/auth/access_token.go
export default defineRule({
  id: 'gitea-access-token',
  title: 'Gitea or Forgejo access token',
  severity: 'high',
  keywords: ['gitea', 'forgejo'],
  pattern: namedValue('(?:gitea|forgejo)[\\w.-]{0,24}(?:token|password|secret|key)', '[a-f0-9]{40}'),
  remediation: 'delete the token under Settings, Applications',
  documentation: 'https://docs.gitea.com/development/api-usage#generating-and-listing-api-tokens',
})
