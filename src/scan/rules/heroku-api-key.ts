import {defineRule} from '../rule.js'

// A prefix that tokens carry since 2023 before a UUID, or before AA and 58 characters.
export default defineRule({
  id: 'heroku-api-key',
  title: 'Heroku API key',
  severity: 'high',
  keywords: ['hrku-'],
  pattern:
    /(?<![A-Za-z0-9])(?<secret>HRKU-(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|AA[A-Za-z0-9_-]{58}))(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the authorization under Account, Applications, or regenerate the API key',
  documentation: 'https://devcenter.heroku.com/articles/platform-api-reference#authentication',
})
