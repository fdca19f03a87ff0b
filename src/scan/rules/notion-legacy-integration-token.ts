import {defineRule} from '../rule.js'

// Forty-three letters and digits, of both cases and with digits among them: the prefix is no rare word. No source of the vendor's for the
// length.
export default defineRule({
  id: 'notion-legacy-integration-token',
  title: 'Notion integration token of before 2024',
  severity: 'high',
  keywords: ['secret_'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9_-])(?<secret>secret_[A-Za-z0-9]{43})(?![A-Za-z0-9_-])/g,
  accepts: token => [/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(token.slice(7))),
  remediation: 'refresh the secret of the integration',
  documentation: 'https://developers.notion.com/changelog',
})
