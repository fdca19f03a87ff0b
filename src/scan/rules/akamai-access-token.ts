import {defineRule} from '../rule.js'

// Two groups of sixteen lower-case letters and digits: client and access tokens. The client secret is seldom far away. A host has the same
// form before .luna.akamaiapis.net. No source of the vendor's for the length.
export default defineRule({
  id: 'akamai-access-token',
  title: 'Akamai EdgeGrid token',
  severity: 'high',
  keywords: ['akab-'],
  pattern: /(?<![A-Za-z0-9.-])(?<secret>akab-[a-z0-9]{16}-[a-z0-9]{16})(?![A-Za-z0-9.-])/g,
  remediation: 'deactivate the credential of the API client under Identity & Access',
  documentation: 'https://techdocs.akamai.com/developer/docs/edgegrid',
})
