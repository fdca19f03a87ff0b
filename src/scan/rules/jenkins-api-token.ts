import {defineRule, namedValue} from '../rule.js'

// The version 11 and 32 hexadecimal digits: only the name tells.
// https://github.com/jenkinsci/jenkins/blob/005fc393014700ff5b96dd6fa54cf39052eb7e3c/core/src/main/java/jenkins/security/apitoken/ApiTokenStore.java
export default defineRule({
  id: 'jenkins-api-token',
  title: 'Jenkins API token',
  severity: 'high',
  keywords: ['jenkins'],
  pattern: namedValue('jenkins[\\w.-]{0,20}token', '11[a-f0-9]{32}'),
  remediation: 'revoke the token on the page of the user, Security',
  documentation: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
})
