import {definePolicy} from '../document.js'
import {child} from '../walk/node.js'
import plain from './plain.js'

/** `properties.password: {type: string}` describes a password, it has none. Tokens are found all the same. */
export default definePolicy({
  id: 'schema',
  rule: plain.rule,
  applies: ({root, kind}) =>
    kind === 'CustomResourceDefinition' ||
    (kind === '' && ['openapi', 'swagger', 'asyncapi'].some(key => child(root, key)?.type === 'scalar')) ||
    (kind === '' && child(root, '$schema') !== undefined && ['properties', '$defs', 'definitions'].some(key => child(root, key))),
  inspect(inspection) {
    inspection.leaveAlone(inspection.document.root)
  },
  commands: plain.commands,
})
