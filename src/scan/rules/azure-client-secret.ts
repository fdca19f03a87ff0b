import {defineRule} from '../rule.js'

// Three characters, a version of 7 or 8 before Q~, and 31 or 34 characters: 37 or 40 in all, as Microsoft's samples have.
export default defineRule({
  id: 'azure-client-secret',
  title: 'client secret of a Microsoft Entra application',
  severity: 'critical',
  keywords: ['7q~', '8q~'],
  pattern: /(?<![A-Za-z0-9_.~-])(?<secret>[A-Za-z0-9_.~-]{3}(?:7Q~[A-Za-z0-9_.~-]{31}|8Q~[A-Za-z0-9_.~-]{34}))(?![A-Za-z0-9_.~-])/g,
  remediation: 'delete the secret of the app registration under Certificates & secrets, and prefer a federated credential to a new one',
  documentation: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret',
})
