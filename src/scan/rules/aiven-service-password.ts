import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 16 to 64 characters pass.
export default defineRule({
  id: 'aiven-service-password',
  title: 'password of an Aiven service',
  severity: 'high',
  keywords: ['avns_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>AVNS_[A-Za-z0-9_-]{16,64})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'reset the password of the service user',
  documentation: 'https://aiven.io/docs/platform/howto/create_new_service_user',
})
