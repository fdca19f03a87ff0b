import {defineRule} from '../rule.js'

// Two pieces of base64 and a third of any signs, with hyphens between: without a prefix of its own, so the name has to stand near. No
// source of the vendor's for the form.
export default defineRule({
  id: 'adyen-api-key',
  title: 'Adyen API key',
  severity: 'critical',
  keywords: ['adyen'],
  pattern:
    /(?<![A-Za-z0-9+/])(?<secret>AQE[A-Za-z0-9+/]{60,200}={0,2}-[A-Za-z0-9+/]{20,80}={0,2}(?:-[^\s"'\\`]{1,32})?)(?![A-Za-z0-9+/=])/g,
  reach: 700,
  remediation: 'generate a new key of the API credential in the Customer Area, and deactivate the old one',
  documentation: 'https://docs.adyen.com/development-resources/api-credentials/',
})
