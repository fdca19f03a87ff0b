import {defineRule} from '../rule.js'

// Whoever knows the address may post: identifiers of team and app, and 24 characters; of a trigger, a number and 32. No source of Slack's
// for the lengths.
export default defineRule({
  id: 'slack-webhook-url',
  title: 'Slack webhook address',
  severity: 'high',
  keywords: ['https://hooks.slack.com/'],
  pattern:
    /(?<secret>https:\/\/hooks\.slack\.com\/(?:services\/T[A-Z0-9]{7,12}\/B[A-Z0-9]{7,12}\/[A-Za-z0-9]{23,25}|workflows\/T[A-Z0-9]{7,12}\/A[A-Z0-9]{7,12}\/[0-9]{17,19}\/[A-Za-z0-9]{23,25}|triggers\/[TE][A-Z0-9]{7,12}\/[0-9]{10,19}\/[a-f0-9]{32}))(?![A-Za-z0-9/])/g,
  accepts: url => !/0{8}|X{8}/.test(url),
  remediation: 'remove the webhook under Incoming Webhooks of the app, and make a new one',
  documentation: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
})
