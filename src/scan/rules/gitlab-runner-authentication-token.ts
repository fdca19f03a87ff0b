import {defineRule, mixesCases} from '../rule.js'

// Twenty characters, a length without a source of GitLab's; a routable token has a payload of 16 random bytes and up to 160 more, a
// version, a length and a checksum. The kind of runner may stand first: glrt-t1_.
// https://github.com/gitlabhq/gitlabhq/blob/1de0121c13c2c45de3a8f1ae887b1ae6ca2af077/lib/authn/token_field/generator/routable_token.rb
export default defineRule({
  id: 'gitlab-runner-authentication-token',
  title: 'GitLab runner authentication token',
  severity: 'high',
  keywords: ['glrt-', 'glrtr-'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>glrtr?-(?:[A-Za-z0-9_-]{27,235}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|(?:t[1-3]_)?[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'reset the token on the page of the runner under Settings, CI/CD, Runners',
  documentation: 'https://docs.gitlab.com/ci/runners/runners_scope/',
})
