import {defineRule} from '../rule.js'

// No source of Heroku's for what follows the prefix: 36 to 100 characters pass, so that a UUID does.
export default defineRule({
  id: 'heroku-api-key',
  title: 'Heroku API key',
  severity: 'high',
  keywords: ['hrku-'],
  pattern: /(?<![A-Za-z0-9])(?<secret>HRKU-[A-Za-z0-9_-]{36,100})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the authorization under Account, Applications, or regenerate the API key',
  documentation: 'https://devcenter.heroku.com/articles/platform-api-reference#authentication',
})
