import {defineRule} from '../rule.js'

// Its kind (user, project analysis, global analysis) and twenty random bytes in hexadecimal: TokenType and TokenGeneratorImpl in
// SonarSource/sonarqube.
export default defineRule({
  id: 'sonarqube-token',
  title: 'SonarQube token',
  severity: 'high',
  keywords: ['squ_', 'sqp_', 'sqa_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>sq[upa]_[a-f0-9]{40})(?![A-Za-z0-9])/g,
  remediation: 'revoke the token under My Account, Security',
  documentation: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
})
