import {endsWithHexCrc32} from '../checksum.js'
import {defineRule} from '../rule.js'

// Thirty-two characters and eight of checksum.
// https://github.com/grafana/grafana/blob/3ba4aa6858f94ae60e5eae0d391d9fa56cf0b794/pkg/components/satokengen/tokengen.go
export default defineRule({
  id: 'grafana-service-account-token',
  title: 'Grafana service account token',
  severity: 'high',
  keywords: ['glsa_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})(?![A-Za-z0-9])/g,
  accepts: endsWithHexCrc32,
  remediation: 'delete the token on the page of the service account',
  documentation: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
})
