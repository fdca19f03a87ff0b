import {defineRule} from '../rule.js'

// Forty-three characters.
export default defineRule({
  id: 'contentful-personal-access-token',
  title: 'Contentful personal access token',
  severity: 'high',
  keywords: ['cfpat-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>CFPAT-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token under Account settings, CMA tokens',
  documentation: 'https://www.contentful.com/developers/docs/references/authentication/',
})
