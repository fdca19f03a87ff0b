import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 40 to 128 characters pass.
export default defineRule({
  id: 'typeform-personal-access-token',
  title: 'Typeform personal access token',
  severity: 'high',
  keywords: ['tfp_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>tfp_[A-Za-z0-9_.-]{40,128})(?![A-Za-z0-9_.-])/g,
  accepts: mixesCases,
  remediation: 'delete the token under Account, Personal tokens',
  documentation: 'https://www.typeform.com/developers/get-started/personal-access-token/',
})
