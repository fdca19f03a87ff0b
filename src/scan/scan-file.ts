import {Budget, OverBudget} from './budget.js'
import {generatedSecretFile} from './documents/kustomization.js'
import {hasSopsBlock, reportMissingSops} from './documents/sops.js'
import {FileScan, type Mention} from './file-scan.js'
import {formatOf, isLockFile} from './format.js'
import {type Detected, makeFindings, type Waived} from './make-findings.js'
import {sealEnvFile, sealFile} from './next-steps.js'
import type {Rule} from './rule.js'
import {isForSops, type SopsRules} from './sops-rules.js'
import {Text} from './text.js'
import {classifyValue} from './values.js'
import {Vocabulary} from './vocabulary.js'
import {type Entry, entriesOf} from './walk/node.js'
import {rootOf} from './walk/root.js'

export interface SourceFile {
  /** From the root of the repository, with slashes: hashed into fingerprints, and read for what kind of file it is. */
  path: string
  /** The same file as the user names it, from the working directory: in reports and commands. The path unless told. */
  shown?: string | undefined
  bytes: Buffer
}

/** Why a file was not, or not wholly, looked at. */
export type Skip = 'binary' | 'lock-file' | 'work-budget'

export interface FileResult {
  findings: Detected[]
  waived: Waived[]
  /** Files that this one makes Secrets of: `scanMentioned` judges those that git tracks. */
  mentions: Mention[]
  /** With `work-budget` the findings are those made before the work ran out. */
  skipped?: Skip
}

/** What a scan knows besides the file. Plain data, so that a worker can be handed it. */
export interface ScanContext {
  sops?: readonly SopsRules[]
}

const vocabularies = new WeakMap<readonly Rule[], Vocabulary>()

/**
 * Scans one file: a pure function of path, bytes, rules and context, so that any thread can do it and the answer is the same
 * everywhere. It never throws for what a file holds.
 */
export function scanFile({path, shown = path, bytes}: SourceFile, rules: readonly Rule[], context: ScanContext = {}): FileResult {
  if (isLockFile(path)) return skipped('lock-file')
  const utf8 = asUtf8(bytes)
  if (isBinary(utf8)) return skipped('binary')
  const scan = new FileScan({path, shown}, new Budget(utf8.length), vocabularyOf(rules), isForSops(path, context.sops ?? []))
  let isOverBudget = false
  try {
    const text = Text.ofFile(utf8)
    scan.scanText(text, utf8, path)
    reportMissingSops(scan, text)
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error
    isOverBudget = true
  }
  return {...makeFindings(scan, utf8), mentions: scan.mentions, ...(isOverBudget ? {skipped: 'work-budget' as const} : {})}
}

function skipped(why: Skip): FileResult {
  return {findings: [], waived: [], mentions: [], skipped: why}
}

/** The automaton over all keywords is made once for a list of rules. */
function vocabularyOf(rules: readonly Rule[]): Vocabulary {
  let vocabulary = vocabularies.get(rules)
  if (!vocabulary) {
    vocabulary = new Vocabulary(rules)
    vocabularies.set(rules, vocabulary)
  }
  return vocabulary
}

/**
 * Judges a file that git tracks and that a kustomization makes a Secret of: unless SOPS encrypted it, all of it is plain.
 * @param mention as `scanFile` found it in the kustomization
 */
export function scanMentioned({path, shown = path, bytes}: SourceFile, {form}: Mention): FileResult {
  const utf8 = asUtf8(bytes)
  const scan = new FileScan({path, shown}, new Budget(utf8.length), vocabularyOf([]), false)
  const text = Text.ofFile(utf8)
  const range = {start: 0, end: text.content.length}
  const root = rootOf(text, range, form === 'env' ? 'dotenv' : formatOf(path, text.content), [])
  const holdsNothing = form === 'env' ? !entriesOf(root).some(holdsLiteral) : classifyValue(text.content) !== 'literal'
  if (!hasSopsBlock(root) && !holdsNothing) {
    const facts = {path: shown, key: ''}
    const commands = form === 'env' ? sealEnvFile(facts) : sealFile(facts)
    scan.addForFile(generatedSecretFile, 'high', {keyPath: '', waivers: new Map(), commands})
  }
  return {...makeFindings(scan, utf8), mentions: []}
}

function holdsLiteral({value}: Entry): boolean {
  return value.type === 'scalar' && classifyValue(value.value) === 'literal'
}

/** As git decides it: a NUL among the first bytes. */
const PROBED = 8000

function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, PROBED).includes(0)
}

/** Windows' UTF-16, with its mark or told by every second byte being NUL, becomes UTF-8; everything else stays. */
function asUtf8(bytes: Buffer): Buffer {
  // not destructured: that would go through an iterator, for every file
  const a = bytes[0] ?? 1
  const b = bytes[1] ?? 1
  const c = bytes[2] ?? 1
  const d = bytes[3] ?? 1
  if (a === 0xff && b === 0xfe) return Buffer.from(bytes.toString('utf16le', 2))
  if (a === 0xfe && b === 0xff) return Buffer.from(swapped(bytes.subarray(2)).toString('utf16le'))
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return Buffer.from(bytes.toString('utf16le'))
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? Buffer.from(swapped(bytes).toString('utf16le')) : bytes
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16()
}
