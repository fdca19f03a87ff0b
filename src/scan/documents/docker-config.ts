import {decodeBase64} from '../base64.js'
import {ranks} from '../detection.js'
import {baseName, definePolicy} from '../document.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto} from '../key-path.js'
import {newSecret} from '../next-steps.js'
import type {Text} from '../text.js'
import {classifyValue} from '../values.js'
import {child, entriesOf, type Node, type Scalar} from '../walk/node.js'
import {walkYaml} from '../walk/yaml.js'

export const registryCredentials = {
  id: 'registry-credentials',
  title: 'login to an image registry',
  remediation: 'revoke the login at the registry and seal a new one as kubernetes.io/dockerconfigjson',
  documentation: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
}

const KEYS = new Set(['.dockerconfigjson', '.dockercfg', 'config.json', 'dockerconfigjson'])
const SECRET_FIELDS = ['auth', 'password', 'identitytoken', 'registrytoken']

export default definePolicy({
  id: 'docker-config',
  rule: registryCredentials,
  applies: ({path, root, kind, isEmbedded}) =>
    kind === '' && child(root, 'auths') !== undefined && (isEmbedded || KEYS.has(baseName(path)) || /docker/i.test(path)),
  inspect(inspection) {
    const {root} = inspection.document
    inspectAuths(inspection, child(root, 'auths'), stepInto(inspection.origin, 'auths'))
    inspection.leaveAlone(root)
  },
  commands: newSecret,
})

export function isDockerConfigKey(key: string): boolean {
  return KEYS.has(key)
}

/**
 * Reports the logins in a Docker configuration; each as exactly as it stands, be it in JSON in base64.
 * @returns false when the text is no such configuration
 */
export function inspectDockerConfig(inspection: Inspection, text: Text, step: Step): boolean {
  const root = walkYaml(text, {start: 0, end: text.content.length})
  if (root?.type !== 'mapping') return false
  const auths = child(root, 'auths')
  if (auths) inspectAuths(inspection, auths, stepInto(step, 'auths'))
  // .dockercfg has no level above the registries
  else if (entriesOf(root).some(({value}) => child(value, 'auth'))) inspectAuths(inspection, root, step)
  else return child(root, 'credHelpers') !== undefined || child(root, 'credsStore') !== undefined
  return true
}

function inspectAuths(inspection: Inspection, auths: Node | undefined, step: Step): void {
  for (const {key: registry, value: login} of entriesOf(auths)) {
    const to = stepInto(step, registry)
    let found = false
    for (const field of SECRET_FIELDS) {
      const leaf = child(login, field)
      // `auth` repeats user and password: one login, one finding
      if (leaf?.type !== 'scalar' || (field === 'password' && found)) continue
      found = reportLogin(inspection, leaf, stepInto(to, field), field) || found
    }
  }
}

function reportLogin(inspection: Inspection, leaf: Scalar, step: Step, field: string): boolean {
  const options = {rule: registryCredentials, rank: ranks.exact}
  if (field !== 'auth') return inspection.reportLiteral(leaf, step, 'high', options)
  const [, password] = /^[^:]*:(.*)$/s.exec(decodeBase64(leaf.content)?.content ?? '') ?? []
  const kept = password === undefined ? 'literal' : classifyValue(password, {kind: 'password'})
  if (kept === 'empty' || kept === 'reference') return false
  if (kept === 'placeholder') inspection.report('info', leaf, step, options)
  else return inspection.reportLiteral(leaf, step, 'high', options)
  return true
}
