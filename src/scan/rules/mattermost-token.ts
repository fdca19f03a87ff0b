import {defineRule, namedValue} from '../rule.js'

// Twenty-six lower-case letters and digits: only the name tells. No source of the vendor's for the lengths.
export default defineRule({
  id: 'mattermost-token',
  title: 'Mattermost token',
  severity: 'high',
  keywords: ['mattermost'],
  pattern: namedValue('mattermost[\\w.-]{0,20}token', '[a-z0-9]{26}'),
  accepts: token => /\d/.test(token) && /[a-z]/i.test(token),
  remediation: 'delete the token under Security, Personal Access Tokens, or the bot',
  documentation: 'https://developers.mattermost.com/integrate/reference/personal-access-token/',
})
