import {defineRule} from '../rule.js'

// Two pieces of URL-safe base64, of which the second has 86 characters, Yandex told GitLab; no bound for the first.
// https://gitlab.com/gitlab-org/gitlab/-/issues/353039
export default defineRule({
  id: 'yandex-cloud-iam-token',
  title: 'Yandex Cloud IAM token',
  severity: 'medium',
  keywords: ['t1.'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9._-])(?<secret>t1\.[A-Za-z0-9_-]{20,500}={0,2}\.[A-Za-z0-9_-]{86}={0,2})(?![A-Za-z0-9_=-])/g,
  reach: 700,
  remediation: 'create a new token for whoever uses it, and delete the key or the login that this one was made with',
  documentation: 'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
})
