import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'npmrc',
  rule: {
    id: 'npmrc-credential',
    title: 'login in .npmrc',
    remediation: 'revoke the token at the registry and refer to an environment variable here',
  },
  applies: ({path}) => /^\.(?:npmrc|yarnrc|yarnrc\.yml)$/.test(baseName(path)),
  commands: newSecret,
})
