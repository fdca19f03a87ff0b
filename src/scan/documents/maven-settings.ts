import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'maven-settings',
  rule: {
    id: 'maven-settings-credential',
    title: 'login in Maven settings',
    remediation: 'take the value from the environment, as env.NAME, or encrypt it with mvn --encrypt-password',
  },
  applies: ({path, format}) => format === 'xml' && /(?:^|[-_.])settings\.xml$/.test(baseName(path)),
  commands: newSecret,
})
