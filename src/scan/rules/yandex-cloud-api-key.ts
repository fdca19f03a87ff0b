import {defineRule} from '../rule.js'

// Thirty-five to thirty-eight characters, Yandex told GitLab: https://gitlab.com/gitlab-org/gitlab/-/issues/353039
export default defineRule({
  id: 'yandex-cloud-api-key',
  title: 'Yandex Cloud API key',
  severity: 'high',
  keywords: ['aqvn'],
  pattern: /(?<![A-Za-z0-9+/_-])(?<secret>AQVN[A-Za-z0-9_-]{35,38})(?![A-Za-z0-9+/=_-])/g,
  remediation: 'delete the key of the service account',
  documentation: 'https://yandex.cloud/en/docs/iam/concepts/authorization/api-key',
})
