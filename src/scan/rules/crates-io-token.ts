import {defineRule} from '../rule.js'

// Thirty-two letters and digits.
// https://github.com/rust-lang/crates.io/blob/04fe1d28b7b7b4dc0fa938554b56285ffc1a9f3a/src/util/token.rs
export default defineRule({
  id: 'crates-io-token',
  title: 'crates.io API token',
  severity: 'high',
  keywords: ['cio'],
  beginsToken: true,
  pattern: /(?<![A-Za-z0-9_-])(?<secret>cio[A-Za-z0-9]{32})(?![A-Za-z0-9_-])/g,
  remediation: 'revoke the token at crates.io under Account Settings, API Tokens',
  documentation: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
})
