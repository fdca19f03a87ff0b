import {defineRule} from '../rule.js'

// Identifiers of group and tenant, 32 hexadecimal digits, and the identifier of the user: whoever knows the address may post. No source of
// the vendor's for the form.
export default defineRule({
  id: 'microsoft-teams-webhook-url',
  title: 'Microsoft Teams webhook address',
  severity: 'medium',
  keywords: ['.webhook.office.com/'],
  pattern:
    /(?<secret>https:\/\/[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\/IncomingWebhook\/[a-f0-9]{32}\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:\/[A-Za-z0-9_-]{1,80})?)(?![A-Za-z0-9_-])/g,
  remediation: 'remove the connector of the channel, and make a workflow instead',
  documentation: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
})
