import {defineRule} from '../rule.js'

// Letters. No source of the vendor's for the length: 30 to 64 characters pass.
export default defineRule({
  id: 'huggingface-access-token',
  title: 'Hugging Face access token',
  severity: 'high',
  keywords: ['hf_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>hf_[A-Za-z]{30,64})(?![A-Za-z0-9_])/g,
  remediation: 'invalidate the token under Settings, Access Tokens',
  documentation: 'https://huggingface.co/docs/hub/security-tokens',
})
