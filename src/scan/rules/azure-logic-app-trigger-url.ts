import {defineRule} from '../rule.js'

// Thirty-two bytes in URL-safe base64. Workflows of Teams are called by such addresses. No source of Microsoft's at hand for the length.
export default defineRule({
  id: 'azure-logic-app-trigger-url',
  title: 'signed address that triggers an Azure logic app',
  severity: 'high',
  keywords: ['&sig='],
  pattern: /[?&]sp=(?:%2F|\/)triggers(?:%2F|\/)\w{1,40}(?:%2F|\/)run&sv=1\.0&sig=(?<secret>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g,
  remediation: 'regenerate the access key of the workflow, under Access keys or by a new trigger',
  documentation:
    'https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app#generate-a-shared-access-signature-sas',
})
