import {defineRule} from '../rule.js'

// An identifier of fourteen characters and 64 hexadecimal digits. No source of the vendor's for these lengths.
export default defineRule({
  id: 'airtable-personal-access-token',
  title: 'Airtable personal access token',
  severity: 'high',
  keywords: ['pat'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9])(?<secret>pat[A-Za-z0-9]{14}\.[a-f0-9]{64})(?![A-Za-z0-9])/g,
  remediation: 'delete the token at airtable.com/create/tokens',
  documentation: 'https://airtable.com/developers/web/guides/personal-access-tokens',
})
