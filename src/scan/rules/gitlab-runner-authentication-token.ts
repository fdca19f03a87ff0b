import {defineRule} from '../rule.js'

// Twenty characters; a routable token has a payload, a version, a length and a checksum.
// The name of the kind of runner may stand first: glrt-t1_.
export default defineRule({
  id: 'gitlab-runner-authentication-token',
  title: 'GitLab runner authentication token',
  severity: 'high',
  keywords: ['glrt-', 'glrtr-'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>glrtr?-(?:[A-Za-z0-9_-]{27,200}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|(?:t[1-3]_)?[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/g,
  remediation: 'reset the token on the page of the runner under Settings, CI/CD, Runners',
  documentation: 'https://docs.gitlab.com/ci/runners/runners_scope/',
})
