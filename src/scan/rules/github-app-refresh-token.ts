import {defineRule} from '../rule.js'

// GitHub documents the prefix, and asks to be ready for tokens of up to 255 characters.
// https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available/
export default defineRule({
  id: 'github-app-refresh-token',
  title: 'GitHub App refresh token',
  severity: 'high',
  keywords: ['ghr_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ghr_[A-Za-z0-9]{36,251})(?![A-Za-z0-9])/g,
  remediation: 'revoke the authorization under Settings, Applications, Authorized GitHub Apps',
  documentation: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
})
