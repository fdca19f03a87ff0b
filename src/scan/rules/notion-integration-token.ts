import {defineRule} from '../rule.js'

// Forty-six letters and digits.
export default defineRule({
  id: 'notion-integration-token',
  title: 'Notion integration token',
  severity: 'high',
  keywords: ['ntn_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ntn_[A-Za-z0-9]{46})(?![A-Za-z0-9])/g,
  remediation: 'refresh the secret of the integration',
  documentation: 'https://developers.notion.com/docs/authorization',
})
