import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'git-credentials',
  rule: {
    id: 'git-credentials',
    title: 'login in .git-credentials',
    remediation: 'revoke the token at the git host, and keep the file out of git: it belongs in the home directory',
  },
  applies: ({path}) => baseName(path) === '.git-credentials',
  commands: newSecret,
})
