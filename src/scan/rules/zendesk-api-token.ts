import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the form.
export default defineRule({
  id: 'zendesk-api-token',
  title: 'Zendesk API token',
  severity: 'high',
  keywords: ['zendesk'],
  pattern: namedValue('zendesk[\\w.-]{0,20}token', '[A-Za-z0-9]{40}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'deactivate and delete the token in the Admin Center, Zendesk API',
  documentation: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
})
