import {defineRule} from '../rule.js'

// Of a user or a service account. No source of the vendor's for the length: 30 to 64 characters pass.
export default defineRule({
  id: 'prefect-api-key',
  title: 'Prefect Cloud API key',
  severity: 'high',
  keywords: ['pnu_', 'pnb_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pn[ub]_[A-Za-z0-9]{30,64})(?![A-Za-z0-9])/g,
  remediation: 'delete the key under API Keys, or rotate that of the service account',
  documentation: 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
})
