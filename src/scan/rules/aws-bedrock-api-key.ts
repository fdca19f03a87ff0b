import {defineRule} from '../rule.js'

// A long-term key: a prefix, and in base64 the name of its user, which begins with BedrockAPIKey-, the account and a secret. No source of
// AWS's for the length.
export default defineRule({
  id: 'aws-bedrock-api-key',
  title: 'Amazon Bedrock API key',
  severity: 'high',
  keywords: ['abskqmvkcm9ja0fqsut'],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{60,300}={0,2})(?![A-Za-z0-9+/=])/g,
  remediation: "delete the key under the IAM user's security credentials, API keys for Amazon Bedrock",
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_bedrock.html',
})
