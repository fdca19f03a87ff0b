import {defineRule, namedValue} from '../rule.js'

// A UUID: only the name tells.
// https://github.com/scaleway/scaleway-sdk-go/blob/3cf637fdda0bc4d7f33d68335414d578d5499e8f/validation/is.go
export default defineRule({
  id: 'scaleway-secret-key',
  title: 'Scaleway secret key',
  severity: 'critical',
  keywords: ['scw_secret', 'scaleway'],
  pattern: namedValue(
    'scw[_-]?secret|scaleway[\\w.-]{0,20}(?:secret|token)',
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  ),
  remediation: 'delete the API key under IAM, API keys',
  documentation: 'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
})
