import {defineRule} from '../rule.js'

// Forty-three lower-case letters and digits of base 32.
export default defineRule({
  id: 'nuget-api-key',
  title: 'NuGet API key',
  severity: 'high',
  keywords: ['oy2'],
  pattern: /(?<![A-Za-z0-9])(?<secret>oy2[a-z2-7]{43})(?![A-Za-z0-9])/g,
  remediation: 'delete the key at nuget.org under API Keys',
  documentation: 'https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys',
})
