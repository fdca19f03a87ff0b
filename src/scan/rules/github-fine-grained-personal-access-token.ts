import {defineRule} from '../rule.js'

// GitHub documents the prefix, and asks to be ready for tokens of up to 255 characters. No source of GitHub's for the two parts: an
// identifier of 22 characters and 59 of secret or more.
// https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available/
export default defineRule({
  id: 'github-fine-grained-personal-access-token',
  title: 'GitHub fine-grained personal access token',
  severity: 'high',
  keywords: ['github_pat_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59,221})(?![A-Za-z0-9])/g,
  remediation: 'delete the token under Settings, Developer settings, Fine-grained tokens',
  documentation:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
})
