import {defineRule} from '../rule.js'

// Forty-four to fifty-nine characters.
export default defineRule({
  id: 'typeform-personal-access-token',
  title: 'Typeform personal access token',
  severity: 'high',
  keywords: ['tfp_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>tfp_[A-Za-z0-9_.-]{44,59})(?![A-Za-z0-9_.-])/g,
  remediation: 'delete the token under Account, Personal tokens',
  documentation: 'https://www.typeform.com/developers/get-started/personal-access-token/',
})
