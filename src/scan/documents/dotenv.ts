import {definePolicy} from '../document.js'
import {sealEnvFile} from '../next-steps.js'

export default definePolicy({
  id: 'dotenv',
  rule: {
    id: 'env-file-credential',
    title: 'credential in an env file',
    remediation: 'seal the values, or take them from a store, and keep the file out of git',
  },
  applies: ({format}) => format === 'dotenv',
  commands: sealEnvFile,
})
