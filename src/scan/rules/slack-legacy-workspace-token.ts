import {defineRule} from '../rule.js'

// Workspace apps are retired: xoxa-2- and xoxr- before two or three numbers and a digest. No source of Slack's at hand for the parts.
export default defineRule({
  id: 'slack-legacy-workspace-token',
  title: 'Slack workspace token of older apps',
  severity: 'high',
  keywords: ['xoxa-', 'xoxr-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>xox[ar]-(?:2-)?(?:[0-9]{9,14}-){1,3}[A-Za-z0-9]{24,64})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token with auth.revoke',
  documentation: 'https://docs.slack.dev/legacy/legacy-custom-integrations/legacy-custom-integrations-tokens',
})
