import {defineRule} from '../rule.js'

// No source of the vendor's for the length: 24 to 64 characters pass.
export default defineRule({
  id: 'render-api-key',
  title: 'Render API key',
  severity: 'high',
  keywords: ['rnd_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>rnd_[A-Za-z0-9]{24,64})(?![A-Za-z0-9])/g,
  remediation: 'revoke the key under Account Settings, API Keys',
  documentation: 'https://render.com/docs/api',
})
