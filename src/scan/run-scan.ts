import path from 'node:path'
import {GsecError} from '../errors.js'
import {type Comparison, readChanges} from '../git/changes.js'
import {type NewIgnore, scanChanges} from './scan-changes.js'
import {scanTree, type Threads} from './scan-tree.js'
import {type FileOutcome, Scanner, type ScanSettings, type Skipped} from './scanner.js'
import {sopsRulesOfChanges, sopsRulesOfTree} from './sops-files.js'
import {listTree, type TreeFile} from './tree.js'

/** Files and folders as the user names them. */
export interface TreeTarget {
  type: 'tree'
  paths: readonly string[]
  ignoresNothing: boolean
}

/** What stands in the index, or between two commits. */
export interface ChangeTarget {
  type: 'changes'
  comparison: Comparison
  /** Before a path, where a change leads: `:` or `<commit>:`. */
  tree: string
  /** The same for the commit whose word counts; the same as `tree` where there is none. */
  trustedTree: string
  /** Where the working directory stands in the repository: `apps/`, or nothing. */
  prefix: string
  /** Only what lies below these, from the working directory; everything when there is none. */
  paths: readonly string[]
}

/** Text of which the user says what file it is. */
export interface TextTarget {
  type: 'text'
  name: string
  bytes: Buffer
}

export interface ScanRequest {
  target: TreeTarget | ChangeTarget | TextTarget
  settings: Omit<ScanSettings, 'sops'>
  /** Larger files are passed over. */
  most: number
  /** @param shown the path as the user names it */
  isExcluded: (shown: string) => boolean
  /** Is told the index of one's own rule whose pattern RE2 does not take, and throws. */
  refused: (index: number) => never
  threads: Threads
}

export interface Scanned {
  outcomes: FileOutcome[]
  skipped: Skipped[]
  /** Files that were looked at, those of which the scan then skipped the content included. */
  files: number
  ignores: NewIgnore[]
  /** Folders that git should list, and did not. */
  unanswered: readonly string[]
}

/** Scans what is asked for. @throws GsecError FILE_UNREADABLE, GIT_FAILED, and what `refused` throws */
export function runScan(request: ScanRequest): Promise<Scanned> {
  const {target} = request
  if (target.type === 'tree') return scanTarget(request, target)
  return target.type === 'changes' ? scanChangesOf(request, target) : scanText(request, target)
}

async function scanTarget({settings, most, isExcluded, refused, threads}: ScanRequest, target: TreeTarget): Promise<Scanned> {
  const {files: listed, skipped, unanswered} = listTree(target.paths, target)
  const files: TreeFile[] = []
  for (const file of listed) {
    if (isExcluded(file.shown)) skipped.push({path: file.shown, why: 'excluded'})
    else if (file.size > most) skipped.push({path: file.shown, why: 'too-large'})
    else files.push(file)
  }
  const all = {...settings, sops: sopsRulesOfTree(listed, target.paths)}
  const outcomes = await scanTree(files, all, await Scanner.create(all, refused), threads)
  refuseUnreadable(files, outcomes)
  return {outcomes, skipped, files: files.length, ignores: [], unanswered}
}

/** Who names a file wants an answer about it; in a folder it is one of many, and counted. @throws GsecError FILE_UNREADABLE */
function refuseUnreadable(files: readonly TreeFile[], outcomes: readonly FileOutcome[]): void {
  const named = new Set(files.filter(({isNamed}) => isNamed).map(({shown}) => shown))
  const failed = outcomes.find(({skipped}) => skipped?.why === 'unreadable' && named.has(skipped.path))?.skipped
  if (failed) throw new GsecError('FILE_UNREADABLE', failed.reason ?? 'cannot be read', {where: failed.path})
}

async function scanChangesOf({settings, most, isExcluded, refused}: ScanRequest, target: ChangeTarget): Promise<Scanned> {
  const shownPath = (file: string) => path.posix.relative(target.prefix, file)
  const skipped: Skipped[] = []
  const wanted = target.paths.map(word => path.posix.join(target.prefix, word.split(path.sep).join('/'), '.'))
  const isWanted = (file: string) => wanted.length === 0 || wanted.some(one => one === '.' || file === one || file.startsWith(`${one}/`))
  const changes = (await readChanges('.', target.comparison)).filter(({path: file, type}) => {
    if (!isWanted(file)) return false
    const why = type === 'submodule' ? 'repository' : isExcluded(shownPath(file)) ? 'excluded' : undefined
    if (why) skipped.push({path: shownPath(file), why})
    return why === undefined
  })
  const paths = changes.map(({path: file}) => file)
  const sops = await sopsRulesOfChanges('.', [...new Set([target.trustedTree, target.tree])], paths)
  const scanner = await Scanner.create({...settings, sops}, refused)
  const {outcomes, ignores} = await scanChanges(changes, scanner, {folder: '.', tree: target.tree, most, shownPath})
  return {outcomes, skipped, files: changes.filter(({type}) => type === 'file').length, ignores, unanswered: []}
}

async function scanText({settings, isExcluded, refused}: ScanRequest, {name, bytes}: TextTarget): Promise<Scanned> {
  if (isExcluded(name)) return {outcomes: [], skipped: [{path: name, why: 'excluded'}], files: 0, ignores: [], unanswered: []}
  const sops = sopsRulesOfTree([], [path.dirname(name)])
  const scanner = await Scanner.create({...settings, sops}, refused)
  return {outcomes: [scanner.scan({path: name, bytes})], skipped: [], files: 1, ignores: [], unanswered: []}
}
