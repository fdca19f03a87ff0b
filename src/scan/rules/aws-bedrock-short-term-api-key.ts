import {defineRule} from '../rule.js'

// A presigned URL of bedrock.amazonaws.com in base64. No source of AWS's for the length.
export default defineRule({
  id: 'aws-bedrock-short-term-api-key',
  title: 'Amazon Bedrock short-term API key',
  severity: 'medium',
  keywords: ['bedrock-api-key-ym'],
  pattern: /(?<![A-Za-z0-9])(?<secret>bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/]{100,3200}={0,2})(?![A-Za-z0-9+/=])/g,
  reach: 3300,
  remediation: 'it ends within 12 hours; revoke the active sessions of the identity that made it',
  documentation: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-generate.html',
})
