import {lstatSync, mkdirSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {opened} from './opened.js'
import {kubesealFolder} from './run-kubeseal.js'
import {vector} from './vectors.js'

/** A run of kubeseal: what is given, and what came of it. Texts may hold «FILE» or «base64 FILE» of test/vectors/kubeseal. */
export interface RecordedRun {
  args: string[]
  stdin?: string
  /** Input that is no UTF-8 text. */
  stdinBase64?: string
  files?: Record<string, string>
  folders?: string[]
  env?: Record<string, string>
  /** Text of the file that $KUBECONFIG names. */
  kubeconfig?: string
  /** The first kubeseal that does this; all from 0.36 on where it is absent. */
  since?: string
  expect: Outcome
}

export interface Outcome {
  exit: number | null
  stdout: string
  /** The last line only, where the command line could not be read: the rest is the list of flags. */
  stderr: string
  /** Files that changed, with their permission bits where kubeseal made them. */
  files: Record<string, string>
}

export interface RunGroup {
  about: string
  runs: RecordedRun[]
}

const file = path.resolve('test/vectors/kubeseal-runs.json')

export function readRunGroups(): RunGroup[] {
  return JSON.parse(readFileSync(file, 'utf8'))
}

export const runsFile = file

/** The folder that a run takes place in, with `$WORK` in arguments and variables replaced. */
export function prepareRun({args, stdin = '', stdinBase64, files = {}, folders = [], env = {}, kubeconfig}: RecordedRun) {
  const texts = Object.entries(files).map(([name, text]) => [name, filled(text)] as const)
  const folder = kubesealFolder({...Object.fromEntries(texts), ...(kubeconfig !== undefined && {kubeconfig})})
  for (const name of folders) mkdirSync(path.join(folder, name), {recursive: true})
  const placed = (text: string) => text.replaceAll('$WORK', folder)
  return {
    folder,
    args: args.map(placed),
    input: stdinBase64 === undefined ? Buffer.from(filled(stdin)) : Buffer.from(stdinBase64, 'base64'),
    env: {
      HOME: path.join(folder, 'home'),
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, placed(value)])),
      ...(kubeconfig !== undefined && {KUBECONFIG: path.join(folder, 'kubeconfig')}),
    },
  }
}

function filled(text: string): string {
  return text
    .replace(/«base64 ([\w.]+)»/g, (_, name) => vector(`kubeseal/${name}`).toString('base64'))
    .replace(/«([\w.]+\.pem)»/g, (_, name) => vector(`kubeseal/${name}`).toString())
}

const namespaces = ['ns1', 'ns2', 'default', 'kcns', 'false', 'c d']
const names = ['db', 'a', 'b', 'x', 'tgt', 'other', '5', 'a/b', 'zz']
const labels = ['', ...namespaces, ...namespaces.flatMap(namespace => names.map(name => `${namespace}/${name}`))]

/** What a run printed and changed, with ciphertexts opened, the folder's path replaced and random digits masked. */
export function outcomeOf(
  {files = {}}: RecordedRun,
  folder: string,
  run: {status: number | null; stdout: string; stderr: string},
): Outcome {
  const shown = (text: string) =>
    opened(text, labels)
      .replaceAll(folder, '$WORK')
      .replace(/(no key could decrypt secret) \(([^)]*)\)/g, (_, head, list) => `${head} (${list.split(', ').sort().join(', ')})`)
      .replace(/(\/\.[\w.-]*?)\d{4,}:/g, '$1«digits»:')
  if (run.status === 2) return {exit: 2, stdout: '', stderr: shown(`${run.stdout}`).trimEnd().split('\n').at(-1) ?? '', files: {}}
  return {exit: run.status, stdout: shown(run.stdout), stderr: sorted(shown(run.stderr)), files: changedFiles(folder, files, shown)}
}

/** Several reasons come in any order. */
function sorted(stderr: string): string {
  const [, reasons] = /^error: (.*)\n$/s.exec(stderr) ?? []
  return reasons === undefined ? stderr : `error: ${reasons.split('\n').sort().join('\n')}\n`
}

function changedFiles(folder: string, before: Record<string, string>, shown: (text: string) => string): Record<string, string> {
  const changed: Record<string, string> = {}
  for (const name of readdirSync(folder).sort()) {
    const status = lstatSync(path.join(folder, name))
    // kubeseal leaves empty files of this form behind
    if (!status.isFile() || ['cert.pem', 'key.pem', 'kubeconfig'].includes(name) || /^\..*\d{4,}$/.test(name)) continue
    const text = readFileSync(path.join(folder, name), 'utf8')
    if (name in before && text === filled(before[name] ?? '')) continue
    changed[name] = name in before ? shown(text) : `${(status.mode & 0o777).toString(8)} ${shown(text)}`
  }
  return changed
}
