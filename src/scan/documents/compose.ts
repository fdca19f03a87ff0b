import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'
import {child} from '../walk/node.js'

export default definePolicy({
  id: 'compose',
  rule: {
    id: 'compose-credential',
    title: 'credential in a Compose file',
    remediation: 'write a variable here and keep the value in the environment, or hand it over under secrets as a file',
    documentation: 'https://docs.docker.com/compose/how-tos/use-secrets/',
  },
  applies: ({path, kind, format, root}) =>
    kind === '' &&
    format === 'yaml' &&
    (/^(?:docker-)?compose.*\.ya?ml$/.test(baseName(path)) || child(root, 'services')?.type === 'mapping'),
  inspect(inspection) {
    // both name files
    inspection.leaveAlone(child(inspection.document.root, 'secrets'), child(inspection.document.root, 'configs'))
  },
  commands: newSecret,
})
