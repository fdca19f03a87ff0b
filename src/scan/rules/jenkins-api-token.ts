import {defineRule, namedValue} from '../rule.js'

// The version 11 and 32 hexadecimal digits: only the name tells.
export default defineRule({
  id: 'jenkins-api-token',
  title: 'Jenkins API token',
  severity: 'high',
  keywords: ['jenkins'],
  pattern: namedValue('jenkins[\\w.-]{0,20}token', '11[a-f0-9]{32}'),
  remediation: 'revoke the token on the page of the user, Security',
  documentation: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
})
