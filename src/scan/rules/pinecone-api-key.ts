import {defineRule} from '../rule.js'

// An identifier of five or six characters, an underscore and 63. No source of the vendor's for the form.
export default defineRule({
  id: 'pinecone-api-key',
  title: 'Pinecone API key',
  severity: 'high',
  keywords: ['pcsk_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63})(?![A-Za-z0-9])/g,
  remediation: 'delete the key in the console under API keys',
  documentation: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
})
