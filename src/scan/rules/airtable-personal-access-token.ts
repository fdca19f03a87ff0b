import {defineRule} from '../rule.js'

// An identifier of fourteen characters and 64 hexadecimal digits. What stands before it is part of the keywords.
export default defineRule({
  id: 'airtable-personal-access-token',
  title: 'Airtable personal access token',
  severity: 'high',
  keywords: ['"pat', '=pat', "'pat", ' pat', ':pat'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pat[A-Za-z0-9]{14}\.[a-f0-9]{64})(?![A-Za-z0-9])/g,
  remediation: 'delete the token at airtable.com/create/tokens',
  documentation: 'https://airtable.com/developers/web/guides/personal-access-tokens',
})
