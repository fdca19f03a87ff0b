import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the form.
export default defineRule({
  id: 'travis-api-token',
  title: 'Travis CI API token',
  severity: 'high',
  keywords: ['travis'],
  pattern: namedValue('travis[\\w.-]{0,20}token', '[A-Za-z0-9_-]{22}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'regenerate the token under Settings, API authentication',
  documentation: 'https://docs.travis-ci.com/user/triggering-builds/',
})
