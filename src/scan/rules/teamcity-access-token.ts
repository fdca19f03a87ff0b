import {defineRule} from '../rule.js'

// In base64 {"typ": "TCV2"}, an identifier and a secret. No source of the vendor's for the form.
export default defineRule({
  id: 'teamcity-access-token',
  title: 'TeamCity access token',
  severity: 'high',
  keywords: ['eyj0exaioiaivenwmij9'],
  pattern: /(?<![A-Za-z0-9])(?<secret>eyJ0eXAiOiAiVENWMiJ9\.[A-Za-z0-9_-]{36}\.[A-Za-z0-9_-]{48})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the token under Profile, Access Tokens',
  documentation: 'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html#Managing+Access+Tokens',
})
