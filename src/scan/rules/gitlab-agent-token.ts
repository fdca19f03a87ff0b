import {defineRule} from '../rule.js'

// Fifty characters.
export default defineRule({
  id: 'gitlab-agent-token',
  title: 'GitLab agent for Kubernetes token',
  severity: 'critical',
  keywords: ['glagent-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glagent-[A-Za-z0-9_-]{50})(?![A-Za-z0-9_-])/g,
  remediation: 'make a second token for the agent, install it, and revoke this one under Operate, Kubernetes clusters',
  documentation: 'https://docs.gitlab.com/user/clusters/agent/work_with_agent/#reset-the-agent-token',
})
