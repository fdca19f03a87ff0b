import {defineRule, mixesCases} from '../rule.js'

// The prefix is documented, the length is not: 20 to 64 characters pass.
export default defineRule({
  id: 'gitlab-agent-token',
  title: 'GitLab agent for Kubernetes token',
  severity: 'critical',
  keywords: ['glagent-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glagent-[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'make a second token for the agent, install it, and revoke this one under Operate, Kubernetes clusters',
  documentation: 'https://docs.gitlab.com/user/clusters/agent/work_with_agent/#reset-the-agent-token',
})
