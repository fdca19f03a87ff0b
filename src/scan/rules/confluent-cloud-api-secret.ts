import {endsWithBase64Crc32} from '../checksum.js'
import {defineRule} from '../rule.js'

const PREFIX = 'cflt'

// Sixty characters of base64, of which the last six are a checksum of the others. Those of before August 2025 have no prefix.
export default defineRule({
  id: 'confluent-cloud-api-secret',
  title: 'Confluent Cloud API secret',
  severity: 'high',
  keywords: [PREFIX],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>cflt[A-Za-z0-9+/]{60})(?![A-Za-z0-9+/=])/g,
  accepts: secret => endsWithBase64Crc32(secret.slice(PREFIX.length)),
  remediation: 'create another API key in Confluent Cloud and delete this one',
  documentation: 'https://docs.confluent.io/cloud/current/using/api-keys.html',
})
