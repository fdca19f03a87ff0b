import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

/** Any text that no other policy knows. */
export default definePolicy({
  id: 'plain',
  rule: {
    id: 'plain-credential',
    title: 'credential in plain text',
    remediation: 'take the value from a Secret, or from the environment, and leave a reference here',
  },
  commands: newSecret,
})
