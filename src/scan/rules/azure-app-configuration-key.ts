import {defineRule} from '../rule.js'

// Thirty-two bytes in base64, or 84 letters and digits that carry a signature. No source of Microsoft's for 84.
export default defineRule({
  id: 'azure-app-configuration-key',
  title: 'Azure App Configuration access key',
  severity: 'high',
  keywords: ['.azconfig.io;'],
  pattern:
    /Endpoint=https:\/\/[a-zA-Z0-9-]{1,60}\.azconfig\.io;Id=[^;\s"']{1,60};Secret=(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9]{84})(?![A-Za-z0-9+/=])/g,
  remediation: 'regenerate the key of the store under Access settings, the secondary one first',
  documentation: 'https://learn.microsoft.com/en-us/azure/azure-app-configuration/rest-api-authentication-hmac',
})
