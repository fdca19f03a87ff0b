import {defineRule} from '../rule.js'

// Thirty-five hexadecimal digits, a length without a source of the vendor's. A publishable key goes on with pub_.
export default defineRule({
  id: 'lob-api-key',
  title: 'Lob API key',
  severity: 'high',
  keywords: ['live_'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9_])(?<secret>live_[a-f0-9]{35})(?![A-Za-z0-9_-])/g,
  remediation: 'rotate the key under Settings, API Keys',
  documentation: 'https://docs.lob.com/#tag/Authentication',
})
