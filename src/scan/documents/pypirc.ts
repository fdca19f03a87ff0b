import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'pypirc',
  rule: {
    id: 'pypirc-credential',
    title: 'login in .pypirc',
    remediation: 'revoke the token at the index and take it from the environment, TWINE_PASSWORD',
  },
  applies: ({path}) => baseName(path) === '.pypirc',
  commands: newSecret,
})
