import path from 'node:path'
import {GsecError} from '../errors.js'
import type {Finding} from '../finding.js'
import type {Change, LineRanges} from '../git/changes.js'
import {readObjects} from '../git/read-objects.js'
import {type Ignore, ignoresIn} from './ignores.js'
import {mentionsIn} from './scan-tree.js'
import type {FileOutcome, Scanner} from './scanner.js'

/** An inline mark that a change brings: whoever reviews it should see it. */
export interface NewIgnore {
  /** As the user names the file. */
  path: string
  line: number
  /** Whose mark it is: `gsec:ignore`, `gitleaks:allow`, `gsec.dev/ignore`. */
  mark: string
  /** The rules that it is for; all when there is none. */
  rules: readonly string[]
}

export interface ChangeScan {
  outcomes: FileOutcome[]
  ignores: NewIgnore[]
}

/** How the blobs of a change are read and called. */
export interface ChangeSource {
  /** Where git runs. */
  folder: string
  /** Stands before a path to name its blob where the change leads: `:` for the index, `<commit>:` */
  tree: string
  /** Larger blobs are passed over. */
  most: number
  /** What the user calls a path of the repository. */
  shownPath: (path: string) => string
}

/**
 * Scans what a change adds: whole blobs, since their place in a document decides, and of their findings those that touch an
 * added or changed line.
 * @throws GsecError GIT_FAILED when a blob is not in this clone
 */
export async function scanChanges(changes: readonly Change[], scanner: Scanner, source: ChangeSource): Promise<ChangeScan> {
  const scan: ChangeScan = {outcomes: [], ignores: []}
  const files = changes.filter(({type}) => type === 'file')
  const ids = files.map(({id}) => id)
  let index = 0
  for await (const {content} of readObjects(source.folder, ids, source.most)) {
    const change = files[index++]
    if (!change) continue
    const {path: file} = change
    const shown = source.shownPath(file)
    if (content === 'missing')
      throw new GsecError('GIT_FAILED', 'its content is not in this clone', {where: shown, hint: 'run "git fetch"'})
    if (content === 'too large') {
      scan.outcomes.push({path: file, findings: [], waived: [], mentions: [], skipped: {path: shown, why: 'too-large'}})
      continue
    }
    scan.outcomes.push(onlyAdded(scanner.scan({path: file, shown, bytes: content}), change))
    scan.ignores.push(...newIgnores(content, shown, change))
  }
  scan.outcomes.push(...(await scanMentioned(files, scan.outcomes, scanner, source)))
  return scan
}

/** Wholly added files that a kustomization, changed or not, makes Secrets of. */
async function scanMentioned(
  changes: readonly Change[],
  outcomes: readonly FileOutcome[],
  scanner: Scanner,
  source: ChangeSource,
): Promise<FileOutcome[]> {
  const added = new Map(changes.flatMap(change => (change.added === 'all' ? [[change.path, change] as const] : [])))
  const mentions = mentionsIn([...outcomes, ...(await scanKustomizations([...added.keys()], scanner, source))])
  const found: FileOutcome[] = []
  const wanted = [...mentions.values()].filter(mention => added.has(mention.path))
  const ids = wanted.map(({path: file}) => added.get(file)?.id ?? '')
  let index = 0
  for await (const {content} of readObjects(source.folder, ids, source.most)) {
    const mention = wanted[index++]
    if (mention === undefined || typeof content === 'string') continue
    found.push(scanner.scanMentioned({path: mention.path, shown: source.shownPath(mention.path), bytes: content}, mention))
  }
  return found
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
const LARGEST_KUSTOMIZATION = 1_000_000

/** The kustomizations beside and above the files, for what they mention alone. */
async function scanKustomizations(files: readonly string[], scanner: Scanner, {folder, tree}: ChangeSource): Promise<FileOutcome[]> {
  const names = foldersAbove(files).flatMap(above => KUSTOMIZATIONS.map(name => above + name))
  const outcomes: FileOutcome[] = []
  let index = 0
  for await (const {content} of readObjects(
    folder,
    names.map(name => tree + name),
    LARGEST_KUSTOMIZATION,
  )) {
    const name = names[index++] ?? ''
    if (typeof content !== 'string') outcomes.push(scanner.scan({path: name, bytes: content}))
  }
  return outcomes
}

/** Every folder that holds one of the files, and those above it: `apps/shop/`, `apps/` and the root, which is empty. */
export function foldersAbove(files: readonly string[]): string[] {
  const folders = new Set([''])
  for (const file of files) {
    for (let folder = path.posix.dirname(file); folder !== '.' && !folders.has(`${folder}/`); folder = path.posix.dirname(folder)) {
      folders.add(`${folder}/`)
    }
  }
  // a name with a line break cannot be asked for
  return [...folders].filter(folder => !folder.includes('\n'))
}

function onlyAdded(outcome: FileOutcome, {added}: Change): FileOutcome {
  if (added === 'all') return outcome
  const isNew = ({finding}: {finding: Finding}) => touches(added, finding.line, finding.endLine)
  return {...outcome, findings: outcome.findings.filter(isNew), waived: outcome.waived.filter(isNew)}
}

function touches(ranges: LineRanges, first: number, last: number): boolean {
  return ranges.some(([start, end]) => start <= last && first <= end)
}

const ANNOTATION = 'gsec.dev/ignore'

function newIgnores(bytes: Buffer, shown: string, {added}: Change): NewIgnore[] {
  if (bytes.indexOf('gnore') === -1 && bytes.indexOf('list') === -1 && bytes.indexOf('allow') === -1 && bytes.indexOf('disable') === -1)
    return []
  const text = bytes.toString('utf8')
  return [...ignoresIn(text), ...annotationsIn(text)]
    .filter(({line}) => added === 'all' || touches(added, line, line))
    .map(({line, mark, rules}) => ({path: shown, line, mark, rules}))
}

function annotationsIn(text: string): Pick<Ignore, 'line' | 'mark' | 'rules'>[] {
  if (!text.includes(ANNOTATION)) return []
  return text.split('\n').flatMap((line, index) => (line.includes(ANNOTATION) ? [{line: index + 1, mark: ANNOTATION, rules: []}] : []))
}
