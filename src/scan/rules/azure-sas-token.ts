import {defineRule} from '../rule.js'

// A query that names a version of the storage service, and 32 bytes in base64, with / + and = escaped.
export default defineRule({
  id: 'azure-sas-token',
  title: 'Azure shared access signature',
  severity: 'high',
  keywords: ['sig='],
  pattern: /(?:(?<![A-Za-z0-9])sv=20\d{2}-\d{2}-\d{2}&[^\s"'<>`]{0,300}?&?sig=(?<secret>[A-Za-z0-9%]{43,129}(?:%3D|=))(?![A-Za-z0-9%=]))/g,
  reach: 900,
  remediation: 'rotate the account key that signed it, or change the stored access policy, which ends every signature made with it',
  documentation: 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas',
})
