import {defineRule} from '../rule.js'

// Thirty-two characters. What stands before the token is part of the keywords, since its prefix is part of many words.
export default defineRule({
  id: 'crates-io-token',
  title: 'crates.io API token',
  severity: 'high',
  keywords: ['"cio', "'cio", '=cio', ' cio', ':cio'],
  pattern: /(?<![A-Za-z0-9_-])(?<secret>cio[A-Za-z0-9]{32})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token at crates.io under Account Settings, API Tokens',
  documentation: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
})
