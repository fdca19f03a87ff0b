import {defineRule} from '../rule.js'

// A data centre and a UUID. No source of the vendor's for the form.
export default defineRule({
  id: 'hubspot-private-app-token',
  title: 'HubSpot private app token',
  severity: 'high',
  keywords: ['pat-na', 'pat-eu', 'pat-ap'],
  pattern:
    /(?<![A-Za-z0-9-])(?<secret>pat-(?:na|eu|ap)[0-9]{1,2}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9_-])/g,
  remediation: 'rotate the token of the private app',
  documentation: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
})
