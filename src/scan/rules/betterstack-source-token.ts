import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the lengths.
export default defineRule({
  id: 'betterstack-source-token',
  title: 'Better Stack source token',
  severity: 'high',
  keywords: ['betterstack', 'better_stack', 'logtail'],
  pattern: namedValue('(?:better_?stack|logtail)[\\w.-]{0,20}token', '[A-Za-z0-9]{24}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'remove the source, and connect a new one',
  documentation: 'https://betterstack.com/docs/logs/api/getting-started/',
})
