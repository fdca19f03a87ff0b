import {defineRule, namedValue} from '../rule.js'

// Thirty hexadecimal digits: only the name tells. No source of the vendor's for the form.
export default defineRule({
  id: 'plaid-secret',
  title: 'Plaid secret',
  severity: 'high',
  keywords: ['plaid'],
  pattern: namedValue('plaid[\\w.-]{0,20}secret', '[a-f0-9]{30}'),
  remediation: 'rotate the secret under Developers, Keys',
  documentation: 'https://plaid.com/docs/quickstart/glossary/#secret',
})
