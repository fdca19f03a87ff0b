import {defineRule} from '../rule.js'

// Letters; an older kind. No source of the vendor's for the length: 30 to 64 characters pass.
export default defineRule({
  id: 'huggingface-organization-token',
  title: 'Hugging Face organization token',
  severity: 'high',
  keywords: ['api_org_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>api_org_[A-Za-z]{30,64})(?![A-Za-z0-9_])/g,
  remediation: "delete the token under the organization's settings",
  documentation: 'https://huggingface.co/docs/hub/security-tokens',
})
