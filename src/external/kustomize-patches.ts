import path from 'node:path'
import {GsecError} from '../errors.js'
import type {Finding} from '../finding.js'
import {type ManifestNode, nodeAt, textAt} from '../manifest/node.js'
import {readManifests} from '../manifest/read-manifests.js'
import type {LintSource} from './read-objects.js'
import type {LintRuleId} from './rules/rules.js'

/** What can be wrong with a part of an object. All else may stand in the object that it is laid over. */
const RULES: readonly LintRuleId[] = [
  'eso-yaml-invalid',
  'eso-api-version',
  'eso-kind',
  'eso-unknown-field',
  'eso-unknown-provider',
  'eso-wrong-type',
  'eso-unknown-value',
  'eso-text-form',
  'eso-number-range',
  'eso-duration',
]

/**
 * The files that kustomizations lay over other objects (strategic merge): no cluster sees them as they are.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export class KustomizePatches {
  readonly #paths = new Set<string>()

  /** Reads a kustomization; every other file is passed over. */
  add({path: file, bytes}: LintSource): void {
    if (!/^kustomization\.ya?ml$/.test(path.posix.basename(file))) return
    for (const patch of patchesIn(bytes, file)) this.#paths.add(path.posix.join(path.posix.dirname(file), patch))
  }

  has(file: string): boolean {
    return this.#paths.has(path.posix.normalize(file))
  }
}

/** The findings that count for a patch. A field such as `$patch` is an order to kustomize. */
export function aboutParts(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ruleId, keyPath = ''}) => RULES.some(rule => rule === ruleId) && !/(?:^|\.)\$/.test(keyPath))
}

function patchesIn(bytes: Uint8Array, file: string): string[] {
  try {
    return readManifests(bytes, file).documents.flatMap(({root}) => [
      ...itemsOf(nodeAt(root, 'patches')).map(item => textAt(item, 'path') ?? ''),
      ...itemsOf(nodeAt(root, 'patchesStrategicMerge')).map(item => (item.kind === 'scalar' ? item.text : '')),
    ])
  } catch (error) {
    if (error instanceof GsecError) return []
    throw error
  }
}

const itemsOf = (node: ManifestNode | undefined) => (node?.kind === 'list' ? node.items : [])
