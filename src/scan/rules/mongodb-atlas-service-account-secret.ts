import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 20 to 255 characters pass.
export default defineRule({
  id: 'mongodb-atlas-service-account-secret',
  title: 'MongoDB Atlas service account secret',
  severity: 'critical',
  keywords: ['mdb_sa_sk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>mdb_sa_sk_[A-Za-z0-9_-]{20,255})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'revoke the secret on the page of the service account',
  documentation: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
})
