import {defineRule, namedValue} from '../rule.js'

// Forty characters of base64, as AWS's sample has, and as a digest could have: only the name tells, and that letters of both cases and
// digits stand in it.
export default defineRule({
  id: 'aws-secret-access-key',
  title: 'AWS secret access key',
  severity: 'critical',
  keywords: ['secretaccesskey', 'secret_access_key', 'secret-access-key', 'aws_secret', 'aws-secret', 'awssecret'],
  pattern: namedValue('secret[_-]?access[_-]?key|aws[_-]?secret', '[A-Za-z0-9+/]{40}'),
  accepts: key => !key.includes('EXAMPLE') && [/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(key)),
  remediation: 'deactivate and delete the access key in IAM, and look into CloudTrail for what it was used for',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
})
