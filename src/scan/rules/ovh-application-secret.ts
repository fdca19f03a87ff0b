import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the length.
export default defineRule({
  id: 'ovh-application-secret',
  title: 'OVHcloud application secret',
  severity: 'high',
  keywords: ['ovh'],
  pattern: namedValue('ovh[\\w.-]{0,20}secret', '[A-Za-z0-9]{32}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'delete the application through /me/api/application of the API',
  documentation: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
})
