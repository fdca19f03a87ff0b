import {defineRule} from '../rule.js'

// Fifty-four letters and digits, of production or test. No source of the vendor's for the form.
export default defineRule({
  id: 'easypost-api-key',
  title: 'EasyPost API key',
  severity: 'high',
  keywords: ['ezak', 'eztk'],
  pattern: /(?<![A-Za-z0-9])(?<secret>EZ[AT]K[A-Za-z0-9]{54})(?![A-Za-z0-9])/g,
  remediation: 'disable the key under API Keys',
  documentation: 'https://docs.easypost.com/docs/authentication',
})
