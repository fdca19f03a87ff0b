import {defineRule} from '../rule.js'

// Sixty hexadecimal digits: generate-deploy-token in clojars-web's src/clojars/db.clj.
export default defineRule({
  id: 'clojars-deploy-token',
  title: 'Clojars deploy token',
  severity: 'high',
  keywords: ['clojars_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>CLOJARS_[a-f0-9]{60})(?![A-Za-z0-9])/g,
  remediation: 'disable the token at clojars.org under Tokens',
  documentation: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
})
