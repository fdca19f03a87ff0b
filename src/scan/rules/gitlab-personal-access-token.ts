import {defineRule, mixesCases} from '../rule.js'

// Twenty characters, a length without a source of GitLab's; a routable token has a payload of 16 random bytes and up to 160 more, a
// version, a length and a checksum.
// https://github.com/gitlabhq/gitlabhq/blob/1de0121c13c2c45de3a8f1ae887b1ae6ca2af077/lib/authn/token_field/generator/routable_token.rb
export default defineRule({
  id: 'gitlab-personal-access-token',
  title: 'GitLab personal, project or group access token',
  severity: 'high',
  keywords: ['glpat-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glpat-(?:[A-Za-z0-9_-]{27,235}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'revoke the token under Preferences, Access tokens, or in the settings of its project or group',
  documentation: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
})
