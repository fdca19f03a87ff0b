import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'tfvars',
  rule: {
    id: 'terraform-credential',
    title: 'credential in Terraform',
    remediation: 'take the value from a data source or from TF_VAR_…, and rotate it in the state too',
  },
  applies: ({format}) => format === 'hcl',
  commands: newSecret,
})
