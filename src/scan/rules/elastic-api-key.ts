import {defineRule} from '../rule.js'

// In base64 an identifier of 20 characters, a colon and 22 of key: 60 characters. No source of the vendor's for the lengths.
export default defineRule({
  id: 'elastic-api-key',
  title: 'Elasticsearch API key',
  severity: 'high',
  keywords: ['elastic', 'apikey '],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{58}==)(?![A-Za-z0-9+/=])/g,
  accepts: key => /^[\w-]{20}:[\w-]{22}$/.test(Buffer.from(key, 'base64').toString('latin1')),
  remediation: 'invalidate the key under Stack Management, API keys',
  documentation: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key',
})
