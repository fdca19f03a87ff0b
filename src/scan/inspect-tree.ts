import {argumentSecrets} from './commands.js'
import {inspectEmbedded} from './inspect-embedded.js'
import type {Inspection} from './inspection.js'
import {judgeNamed} from './judge.js'
import {type Step, stepInto, stepToItem} from './key-path.js'
import {looksRandom} from './values.js'
import type {Mapping, Node, Scalar, Sequence} from './walk/node.js'

/** Tags after which the scalar is a reference or ciphertext: CloudFormation, GitLab, Ansible, Home Assistant. */
const REFERENCE_TAG = /^!(?:reference|Ref|Sub|GetAtt|Join|Select|ImportValue|FindInMap|vault|secret|env|ENV|env_var|include|file)\b/

/** What the keys of a pair, `name: X` beside `value: y`, and of a JSON patch's operation stand for. */
const ROLES: ReadonlyMap<string, 'name' | 'value' | 'op' | 'path'> = new Map([
  ['name', 'name'],
  ['key', 'name'],
  ['parameter', 'name'],
  ['Name', 'name'],
  ['Key', 'name'],
  ['ParameterKey', 'name'],
  ['value', 'value'],
  ['Value', 'value'],
  ['ParameterValue', 'value'],
  ['defaultValue', 'value'],
  ['string', 'value'],
  ['op', 'op'],
  ['path', 'path'],
])

/** Below a telling key these hold its value: `clientSecret: {value: x}`. */
const VALUE_KEYS = new Set(['value', 'plainText', 'plaintext', 'literal', 'inline', 'raw', 'stringValue'])

/** Maps whose keys may have any name since all of them are secrets, where the value looks like one. */
const SECRET_MAPS = new Set([
  'secrets',
  'secret',
  'stringData',
  'secretData',
  'secretEnv',
  'secretEnvs',
  'envSecret',
  'envSecrets',
  'extraSecretEnv',
  'secretVars',
  'credentials',
])

/** Keys whose texts are for people. */
const PROSE_KEYS = new Set([
  'description',
  'summary',
  'message',
  'help',
  'title',
  'notes',
  'comment',
  'usage',
  'doc',
  'documentation',
  'example',
  'examples',
])

/**
 * Judges everything below a node by its keys: leaves, pairs of name and value, arguments, JSON patches, and texts that are
 * documents themselves. What the policy has settled, and what has no credential word in it, is passed over.
 * @param key what the node is the value of
 * @param isTelling the key has a credential word in it
 */
export function inspectTree(inspection: Inspection, node: Node | undefined, step: Step | undefined, key = '', isTelling = false): void {
  if (!node || !(node.hasHit || isTelling) || inspection.isSettled(node)) return
  inspection.scan.budget.spend(1)
  if (node.type === 'mapping') inspectMapping(inspection, node, step, key, isTelling)
  else if (node.type === 'sequence') inspectSequence(inspection, node, step, key, isTelling)
  else inspectLeaf(inspection, node, step, key)
}

function inspectMapping(inspection: Inspection, mapping: Mapping, step: Step | undefined, key: string, isTelling: boolean): void {
  const pair = pairIn(mapping)
  const isSecretMap = isTelling && SECRET_MAPS.has(key)
  for (const {key: own, value, isTelling: isOwnTelling} of mapping.entries) {
    if (pair && value === pair.value) {
      inspectTree(inspection, value, stepInto(step, own), pair.name, true)
    } else if (isOwnTelling || value.hasHit) {
      const isValue = isTelling && VALUE_KEYS.has(own)
      inspectTree(inspection, value, stepInto(step, own), isValue ? key : own, isOwnTelling || isValue)
    } else if (isTelling && VALUE_KEYS.has(own)) {
      inspectTree(inspection, value, stepInto(step, own), key, true)
    } else if (isSecretMap && value.type === 'scalar' && looksRandom(value.value) && !inspection.isSettled(value)) {
      inspection.reportAs('secret', value, stepInto(step, own))
    }
  }
}

/** The pair that a mapping is, with the name as the key; also one operation of a JSON patch. */
function pairIn({entries}: Mapping): {name: string; value: Node} | undefined {
  if (entries.length < 2) return undefined
  let name: string | undefined
  let path: string | undefined
  let value: Node | undefined
  let isPatch = false
  for (const entry of entries) {
    const role = ROLES.get(entry.key)
    if (role === undefined) continue
    if (role === 'value') value = entry.value
    else if (role === 'op') isPatch = true
    else if (entry.value.type !== 'scalar') continue
    else if (role === 'name') name = entry.value.value
    else path = entry.value.value
  }
  if (!value) return undefined
  if (name !== undefined) return {name, value}
  return isPatch && path !== undefined ? {name: path.slice(path.lastIndexOf('/') + 1).replaceAll('~1', '/'), value} : undefined
}

function inspectSequence(inspection: Inspection, {items, hasHit}: Sequence, step: Step | undefined, key: string, isTelling: boolean): void {
  const reported = hasHit && items.length > 1 ? inspectArguments(inspection, items, step) : undefined
  for (const [index, item] of items.entries()) {
    if (!reported?.has(item)) inspectTree(inspection, item, stepToItem(step, index, item), key, isTelling)
  }
}

/** `["--password", "x"]`, `["-px"]` after mysql: an option and its value in a list of words. */
function inspectArguments(inspection: Inspection, items: readonly Node[], step: Step | undefined): Set<Node> | undefined {
  if (items.some(({type}) => type !== 'scalar')) return undefined
  const words = items.filter(item => item.type === 'scalar')
  const reported = new Set<Node>()
  for (const {index, option, value} of argumentSecrets(words.map(word => word.value))) {
    const leaf = words[index]
    if (!leaf || inspection.isSettled(leaf)) continue
    const text = leaf.value.slice(value.start, value.end)
    for (const verdict of judgeNamed(option, text, inspection.document)) {
      const within = {start: value.start + verdict.start, end: value.start + verdict.end}
      inspection.report(verdict.severity, leaf, stepToItem(step, index, leaf), {within, key: option})
      reported.add(leaf)
    }
  }
  return reported
}

function inspectLeaf(inspection: Inspection, leaf: Scalar, step: Step | undefined, key: string): void {
  if (leaf.end === leaf.start || REFERENCE_TAG.test(leaf.tag)) return
  if (inspection.reportNamed(key, leaf, step)) return
  if (leaf.hasHit && !PROSE_KEYS.has(key)) inspectEmbedded(inspection, leaf, step, key)
}
