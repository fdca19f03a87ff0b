import {defineRule} from '../rule.js'

// A macaroon in base64, which begins with its version and location: pypi.org or test.pypi.org. Its caveats make its length. No source of
// PyPI's for the bounds: 70 to 1,000 characters pass.
export default defineRule({
  id: 'pypi-api-token',
  title: 'PyPI API token',
  severity: 'high',
  keywords: ['pypi-ageichlwas5vcmc', 'pypi-agendgvzdc5wexbplm9yzw'],
  pattern: /(?<![A-Za-z0-9])(?<secret>pypi-(?:AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{70,1000})(?![A-Za-z0-9_-])/g,
  reach: 1200,
  remediation: 'remove the token at pypi.org under Account settings, API tokens',
  documentation: 'https://pypi.org/help/#apitoken',
})
