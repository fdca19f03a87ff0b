import {defineRule} from '../rule.js'

// A partition of up to five characters and twenty of token, or a JWT. The prefix is documented, the form is not.
export default defineRule({
  id: 'gitlab-ci-job-token',
  title: 'GitLab CI/CD job token',
  severity: 'medium',
  keywords: ['glcbt-'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>glcbt-(?:[A-Za-z0-9]{1,5}_[A-Za-z0-9_-]{20}|eyJ[A-Za-z0-9_-]{12,400}\.eyJ[A-Za-z0-9_-]{20,2000}\.[A-Za-z0-9_-]{40,700}))(?![A-Za-z0-9_-])/g,
  reach: 3200,
  remediation: 'it ends with its job; cancel the job, and mask what the log prints',
  documentation: 'https://docs.gitlab.com/ci/jobs/ci_job_token/',
})
