import {defineRule} from '../rule.js'

// Its kind, personal or service, 32 hexadecimal digits and ten. No source of the vendor's for the form.
export default defineRule({
  id: 'langsmith-api-key',
  title: 'LangSmith API key',
  severity: 'high',
  keywords: ['lsv2_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under Settings, API Keys',
  documentation: 'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
})
