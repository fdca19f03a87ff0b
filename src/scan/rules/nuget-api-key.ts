import {defineRule} from '../rule.js'

// Version 4 has 46 characters of base 32 in lower case, which begin with v4; version 5 has 84, of which JQQJ99 and NUGT are fixed.
// https://github.com/NuGet/NuGetGallery/blob/5829ce38dbba81512b7f7bcaf27f9b413e19c702/src/NuGetGallery.Services/Authentication/ApiKeyV5.cs
export default defineRule({
  id: 'nuget-api-key',
  title: 'NuGet API key',
  severity: 'high',
  keywords: ['oy2', 'jqqj99'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>oy2[a-z2-7]{43}|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{2}N5[A-Za-z0-9]{14}NUGT[A-Za-z0-9]{4})(?![A-Za-z0-9])/g,
  remediation: 'delete the key at nuget.org under API Keys',
  documentation: 'https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys',
})
