import {defineRule} from '../rule.js'

// JSON in base64: organization, name, key and region. No source of the vendor's for the lengths.
export default defineRule({
  id: 'grafana-cloud-access-policy-token',
  title: 'Grafana Cloud access policy token',
  severity: 'high',
  keywords: ['glc_eyj'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glc_eyJ[A-Za-z0-9+/]{60,400}={0,2})(?![A-Za-z0-9+/=])/g,
  remediation: 'delete the token under Access Policies in Grafana Cloud',
  documentation: 'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
})
