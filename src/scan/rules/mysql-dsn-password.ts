import {defineRule} from '../rule.js'
import {classifyValue} from '../values.js'

// user:password@tcp(host:port)/database, as the Go driver reads it: no address, so no scheme stands before it. The word
// itself is documentation.
export default defineRule({
  id: 'mysql-dsn-password',
  title: 'password in the data source name of a MySQL driver',
  severity: 'high',
  keywords: ['@tcp(', '@unix('],
  pattern: /(?<![\w.%:/-])[\w.%-]{1,64}:(?<secret>[^\s:/@"'`<>(){}]{3,128})@(?:tcp|unix)\(/g,
  accepts: password =>
    !/^(?:password|passwd|pass|pwd|secret)$/i.test(password) && classifyValue(password, {kind: 'password'}) === 'literal',
  isGeneral: true,
  remediation: 'change the password of the database user',
  documentation: 'https://github.com/go-sql-driver/mysql#dsn-data-source-name',
})
