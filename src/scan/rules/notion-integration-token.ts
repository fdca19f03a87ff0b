import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 30 to 100 characters pass.
export default defineRule({
  id: 'notion-integration-token',
  title: 'Notion integration token',
  severity: 'high',
  keywords: ['ntn_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>ntn_[A-Za-z0-9]{30,100})(?![A-Za-z0-9])/g,
  remediation: 'refresh the secret of the integration',
  documentation: 'https://developers.notion.com/docs/authorization',
})
