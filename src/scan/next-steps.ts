import type {ObjectName} from '../finding.js'
import {shellWord} from '../shell-word.js'

/** What a place in a document needs to know to say what to type next. */
export interface StepFacts {
  path: string
  object?: ObjectName | undefined
  /** The key of the secret value. */
  key: string
  /** True where template actions keep the file from being YAML: no command can read it. */
  isTemplate?: boolean
}

/** For a manifest that is a Secret: seal it as it is, or refer to its keys at a provider. STORE is the reader's to fill in. */
export function sealManifest(facts: StepFacts): string[] {
  const {path, object, isTemplate} = facts
  if (isTemplate) return newSecret(facts)
  const file = beside(path, '.external')
  // other Secrets may stand in the file, and go to the same one
  const append = file.endsWith('.json') ? '' : ' --append'
  return [
    `gsec seal ${fileWord(path)} --output-file ${fileWord(beside(path, '.sealed'))}`,
    `gsec external create ${object?.name ? `${shellWord(object.name)} ` : ''}--from-secret ${fileWord(path)} --store STORE --output-file ${fileWord(file)}${append}`,
  ]
}

/** For a value that stands in another document: make a Secret of it, sealed or external, and refer to that. Capitals are the reader's to fill in. */
export function newSecret({path, object, key}: StepFacts): string[] {
  const {name, namespace} = target(path, object)
  const secretKey = shellWord(
    key
      .replace(/[^\w.-]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, 253) || 'value',
  )
  const file = fileWord(beside(path, `-${name}.sealed`, '.yaml'))
  return [
    `gsec seal --name ${name}${namespace} --prompt ${secretKey} --output-file ${file}`,
    `gsec external create ${name}${namespace} --store STORE ${secretKey}=PROVIDER:KEY`,
  ]
}

/** For a file of `KEY=value` lines: make a Secret of all of them. */
export function sealEnvFile({path, object}: StepFacts): string[] {
  const {name, namespace} = target(path, object)
  return [`gsec seal --name ${name}${namespace} --from-env-file ${fileWord(path)} --output-file ${sibling(path, name)}`, ...untrack(path)]
}

/** For a file that is a secret as a whole. */
export function sealFile({path, object}: StepFacts): string[] {
  const {name, namespace} = target(path, object)
  return [`gsec seal --name ${name}${namespace} --from-file ${fileWord(path)} --output-file ${sibling(path, name)}`, ...untrack(path)]
}

function target(path: string, object: ObjectName | undefined): {name: string; namespace: string} {
  const namespace = object?.namespace ? ` --namespace ${shellWord(object.namespace)}` : ''
  return {name: kubernetesName(object?.name ?? stem(path)), namespace}
}

/** For a SealedSecret: put the value among the encrypted ones. It is named, since others may stand in the file. */
export function setInPlace({path, object, key}: StepFacts): string[] {
  return [`gsec set ${fileWord(path)} ${shellWord(key)}${object?.name ? ` --name ${shellWord(object.name)}` : ''}`]
}

/** For a file that SOPS keeps. */
export function encryptWithSops({path}: StepFacts): string[] {
  return [`sops encrypt --in-place ${fileWord(path)}`]
}

function untrack(path: string): string[] {
  return [`git rm --cached ${fileWord(path)}`]
}

/** A path as a shell and a command take it: a dash before it would make a flag of it. */
function fileWord(path: string): string {
  return shellWord(path.startsWith('-') ? `./${path}` : path)
}

function beside(path: string, suffix: string, extension?: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  const own = dot > 0 ? name.slice(dot) : ''
  const isManifest = /^\.(?:ya?ml|json)$/.test(own)
  return `${path.slice(0, path.length - own.length)}${suffix}${extension ?? (isManifest ? own : '.yaml')}`
}

function sibling(path: string, name: string): string {
  return fileWord(`${path.slice(0, path.lastIndexOf('/') + 1)}${name}.sealed.yaml`)
}

function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^\.+/, '')
  return name.replace(/\..*$/, '')
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
function kubernetesName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 63)
  return name || 'my-secret'
}
