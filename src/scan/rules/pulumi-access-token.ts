import {defineRule} from '../rule.js'

// Forty hexadecimal digits. No source of the vendor's for the form.
export default defineRule({
  id: 'pulumi-access-token',
  title: 'Pulumi access token',
  severity: 'high',
  keywords: ['pul-'],
  pattern: /(?<![A-Za-z0-9-])(?<secret>pul-[a-f0-9]{40})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the token under Personal, Team or Organization access tokens',
  documentation: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
})
