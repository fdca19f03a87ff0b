import {defineRule} from '../rule.js'

// The documentation shows 76 characters; the first ones had 36.
export default defineRule({
  id: 'github-app-refresh-token',
  title: 'GitHub App refresh token',
  severity: 'high',
  keywords: ['ghr_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ghr_[A-Za-z0-9]{36,76})(?![A-Za-z0-9])/g,
  remediation: 'revoke the authorization under Settings, Applications, Authorized GitHub Apps',
  documentation: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
})
