import {defineRule} from '../rule.js'

// Twenty-five to thirty-two capital letters and digits: bounds without a source of the vendor's.
export default defineRule({
  id: 'octopus-api-key',
  title: 'Octopus Deploy API key',
  severity: 'high',
  keywords: ['api-'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9-])(?<secret>API-[A-Z0-9]{25,32})(?![A-Za-z0-9_-])/g,
  accepts: key => /\d/.test(key),
  remediation: 'revoke the key on the profile page, My API Keys',
  documentation: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
})
