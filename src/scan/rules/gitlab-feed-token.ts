import {defineRule} from '../rule.js'

// Twenty characters, or a digest for one feed and the number of the user. The prefix is documented, the lengths are not.
export default defineRule({
  id: 'gitlab-feed-token',
  title: 'GitLab feed token',
  severity: 'medium',
  keywords: ['glft-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glft-(?:[0-9a-f]{64}-[0-9]{1,12}|[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/g,
  remediation: 'reset the token under Preferences, Access tokens, Feed token',
  documentation: 'https://docs.gitlab.com/security/tokens/#feed-token',
})
