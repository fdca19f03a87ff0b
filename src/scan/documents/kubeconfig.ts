import {ranks} from '../detection.js'
import {definePolicy} from '../document.js'
import {stepInto, stepToItem} from '../key-path.js'
import {sealFile} from '../next-steps.js'
import {child, descend, itemsOf, type Node} from '../walk/node.js'

const FIELDS: readonly (readonly string[])[] = [
  ['client-key-data'],
  ['token'],
  ['password'],
  ['auth-provider', 'config', 'access-token'],
  ['auth-provider', 'config', 'id-token'],
  ['auth-provider', 'config', 'refresh-token'],
  ['auth-provider', 'config', 'client-secret'],
]

// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
export default definePolicy({
  id: 'kubeconfig',
  rule: {
    id: 'kubeconfig-credentials',
    title: 'kubeconfig that logs in',
    remediation: "revoke the user's certificate or token in the cluster, and give people a kubeconfig that asks for a login",
    documentation: 'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
  },
  kinds: ['Config'],
  needsAll: true,
  applies: ({root}) => child(root, 'users') !== undefined,
  inspect(inspection) {
    const {root} = inspection.document
    itemsOf(child(root, 'users')).forEach((user, index) => {
      const step = stepToItem(stepInto(inspection.origin, 'users'), index, user)
      for (const path of FIELDS) {
        const leaf: Node | undefined = descend(child(user, 'user'), ...path)
        if (leaf?.type !== 'scalar') continue
        inspection.reportLiteral(leaf, path.reduce(stepInto, stepInto(step, 'user')), 'critical', {rank: ranks.exact})
        inspection.leaveAlone(leaf)
      }
    })
    inspection.leaveAlone(child(root, 'clusters'), child(root, 'contexts'))
  },
  commands: sealFile,
})
