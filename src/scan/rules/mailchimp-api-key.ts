import {defineRule} from '../rule.js'

// Thirty-two hexadecimal digits and the data centre. No source of the vendor's for the lengths.
export default defineRule({
  id: 'mailchimp-api-key',
  title: 'Mailchimp API key',
  severity: 'high',
  keywords: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
  pattern: /(?<![A-Za-z0-9])(?<secret>[a-f0-9]{32}-us[0-9]{1,2})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the key under Account, Extras, API keys',
  documentation: 'https://mailchimp.com/help/about-api-keys/',
})
