import {defineRule} from '../rule.js'

// In base64 a kind, the service that made it ("origin_ec", "er.aws") and what it encrypted. No source of AWS's for the form.
export default defineRule({
  id: 'aws-session-token',
  title: 'AWS session token',
  severity: 'medium',
  keywords: ['iqojb3jpz2lux2vj', 'fwogzxivyxdz', 'fqogzxivyxdz'],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>(?:IQoJb3JpZ2luX2Vj|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/]{100,2000}={0,2})(?![A-Za-z0-9+/=])/g,
  reach: 2200,
  remediation: "it ends within 36 hours; revoke the role's active sessions in IAM",
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
})
