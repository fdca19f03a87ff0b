import {defineRule, mixesCases} from '../rule.js'

// No source of the vendor's for the length: 20 to 255 characters pass.
export default defineRule({
  id: 'contentful-personal-access-token',
  title: 'Contentful personal access token',
  severity: 'high',
  keywords: ['cfpat-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>CFPAT-[A-Za-z0-9_-]{20,255})(?![A-Za-z0-9_-])/g,
  accepts: mixesCases,
  remediation: 'revoke the token under Account settings, CMA tokens',
  documentation: 'https://www.contentful.com/developers/docs/references/authentication/',
})
