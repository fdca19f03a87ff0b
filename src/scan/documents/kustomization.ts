import path from 'node:path'
import type {ObjectName} from '../../finding.js'
import {baseName, type DocumentFacts, definePolicy, groupOf} from '../document.js'
import type {Mention} from '../file-scan.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto, stepToItem} from '../key-path.js'
import {newSecret} from '../next-steps.js'
import {severityInSecret} from '../secret-severity.js'
import {child, itemsOf, type Node, type Scalar, textAt} from '../walk/node.js'

export const generatedSecretFile = {
  id: 'kustomize-secret-file',
  title: 'file of a secretGenerator in git',
  remediation: 'seal the values and list the SealedSecret under resources, or encrypt the file with SOPS; then take it out of git',
  documentation: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/',
}

export default definePolicy({
  id: 'kustomization',
  rule: {
    id: 'kustomize-secret-literal',
    title: 'secretGenerator with a plain value',
    remediation: 'seal the values and list the SealedSecret under resources instead of the generator',
    documentation: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/',
  },
  rules: [generatedSecretFile],
  kinds: ['Kustomization', 'Component', ''],
  needsAll: true,
  applies: isKustomization,
  inspect(inspection) {
    const {root} = inspection.document
    const generators = child(root, 'secretGenerator')
    const step = stepInto(inspection.origin, 'secretGenerator')
    for (const [index, generator] of itemsOf(generators).entries())
      inspectGenerator(inspection, generator, stepToItem(step, index, generator))
    inspection.leaveAlone(generators, child(root, 'generatorOptions'))
  },
  commands: newSecret,
})

function isKustomization(document: DocumentFacts): boolean {
  const group = groupOf(document)
  if (document.kind === 'Kustomization' || document.kind === 'Component') return group === 'kustomize.config.k8s.io' || group === ''
  return document.kind === '' && !document.isEmbedded && /^kustomization\.ya?ml$|^kustomization$/.test(baseName(document.path))
}

function inspectGenerator(inspection: Inspection, generator: Node, step: Step): void {
  const made = {
    kind: 'Secret',
    name: nameIn(generator, 'name'),
    namespace: nameIn(generator, 'namespace') ?? nameIn(inspection.document.root, 'namespace'),
  }
  itemsOf(child(generator, 'literals')).forEach((literal, index) => {
    if (literal.type === 'scalar') inspectLiteral(inspection, literal, stepToItem(stepInto(step, 'literals'), index, literal), made)
  })
  for (const field of ['envs', 'env', 'files'] as const) {
    const named = child(generator, field)
    for (const file of named?.type === 'scalar' ? [named] : itemsOf(named)) {
      if (file.type === 'scalar') mention(inspection, file.value, field === 'files' ? 'file' : 'env')
    }
  }
}

function nameIn(node: Node | undefined, field: string): string | undefined {
  const text = textAt(node, field)
  return text && /^[\w.-]{1,253}$/.test(text) ? text : undefined
}

function inspectLiteral(inspection: Inspection, literal: Scalar, step: Step, made: ObjectName): void {
  const text = literal.value
  const separator = text.indexOf('=')
  if (separator === -1) return
  const value = text.slice(separator + 1)
  const key = text.slice(0, separator)
  const severity = severityInSecret(key, value.replace(/^(["'])(.*)\1$/s, '$2'), inspection.document)
  if (severity) inspection.report(severity, literal, step, {within: {start: separator + 1, end: text.length}, key, made})
}

/** `files` may be `key=path`. What leads out of the tree is nobody's file here. */
function mention(inspection: Inspection, text: string, form: Mention['form']): void {
  const named = form === 'file' ? text.slice(text.indexOf('=') + 1) : text
  const joined = path.posix.join(path.posix.dirname(inspection.document.path), named)
  if (named !== '' && !joined.startsWith('..') && !path.posix.isAbsolute(named)) inspection.scan.mentions.push({path: joined, form})
}
