import {type Finding, fingerprintOf, type Severity} from '../../finding.js'
import {dataKeyFault} from '../../manifest/names.js'
import {type ManifestNode, textAt} from '../../manifest/node.js'
import type {ManifestFile, ManifestObject} from '../../manifest/read-manifests.js'
import {LineIndex} from '../../position.js'
import {shownIdentity, soundName, soundNamespace} from '../shown-names.js'
import {type VerifyRule, type VerifyRuleId, verifyRules} from './rules.js'

/** Something wrong with a SealedSecret. */
export interface Observation {
  rule: VerifyRuleId
  object: ManifestObject
  /** What it is about; its first line is the finding's place. */
  at: ManifestNode
  message: string
  /** Where it differs from the rule's own. */
  severity?: Severity
  keyPath?: string
  commands?: readonly string[]
}

/** Observations as findings; those of one place and rule are numbered, so that each keeps its fingerprint when lines move. */
export function findingsOf(observations: readonly Observation[]): Finding[] {
  const seen = new Map<string, number>()
  const lines = new Map<ManifestFile, LineIndex>()
  return observations.map(({rule, object, at, message, severity, keyPath, commands = []}) => {
    const {file} = object.document
    const index = lines.get(file) ?? new LineIndex(file.text)
    lines.set(file, index)
    const {title, severity: usual, remediation, documentation}: VerifyRule = verifyRules[rule]
    const identity = {ruleId: rule, path: slashed(file.path), object: nameOf(object), keyPath}
    const id = JSON.stringify(identity)
    const ordinal = seen.get(id) ?? 0
    seen.set(id, ordinal + 1)
    const start = index.position(at.start)
    const end = index.position(endOfFirstLine(file.text, at))
    return {
      ...identity,
      title,
      message,
      severity: severity ?? usual,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      fingerprint: fingerprintOf(identity, ordinal),
      remediation,
      commands,
      documentation,
    }
  })
}

/** "shop/db", "db" where it names no namespace. */
export function shownName({node}: ManifestObject): string {
  return (
    shownIdentity({name: textAt(node, 'metadata', 'name'), namespace: textAt(node, 'metadata', 'namespace')}) ??
    'a SealedSecret without a valid name'
  )
}

/** The path of a ciphertext in its document; of the map for a key that cannot be shown. */
export function keyPathOf(key: string): string {
  return dataKeyFault(key) ? 'spec.encryptedData' : `spec.encryptedData.${key}`
}

function nameOf({node, kind = ''}: ManifestObject) {
  return {kind, name: soundName(textAt(node, 'metadata', 'name')), namespace: soundNamespace(textAt(node, 'metadata', 'namespace'))}
}

/** A whole map would be too much to underline. */
function endOfFirstLine(text: string, {start, end}: ManifestNode): number {
  const lineBreak = text.slice(start, end).search(/\r?\n/)
  return lineBreak === -1 ? end : start + lineBreak
}

const slashed = (path: string) => path.replaceAll('\\', '/')
