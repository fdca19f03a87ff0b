import {defineRule} from '../rule.js'

// Forty characters.
export default defineRule({
  id: 'mongodb-atlas-service-account-secret',
  title: 'MongoDB Atlas service account secret',
  severity: 'critical',
  keywords: ['mdb_sa_sk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>mdb_sa_sk_[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the secret on the page of the service account',
  documentation: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
})
