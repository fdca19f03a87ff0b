import {defineRule} from '../rule.js'

// Macaroons in base64, several of them with commas between, or a short token of before. No source of the vendor's for the lengths.
export default defineRule({
  id: 'fly-access-token',
  title: 'Fly.io access token',
  severity: 'high',
  keywords: ['flyv1 ', 'fo1_', 'fm1r_', 'fm2_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>fo1_[A-Za-z0-9_-]{43}|fm(?:1r|2)_[A-Za-z0-9+/]{100,2800}={0,2})(?![A-Za-z0-9+/=_-])/g,
  reach: 3000,
  remediation: 'run "fly tokens revoke"',
  documentation: 'https://fly.io/docs/security/tokens/',
})
