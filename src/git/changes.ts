import {gitFailed, type Repository, runGit, streamGit} from './run-git.js'

/** Lines, counted from 1, the last included; ascending and apart. */
export type LineRanges = readonly (readonly [first: number, last: number])[]

/** A file that a change leaves in the repository with other content than before. */
export interface Change {
  /** From the root of the repository, with slashes. */
  path: string
  /** Of the new content. */
  id: string
  /** `all` for a file that was not there before, under this name and of this type. */
  added: 'all' | LineRanges
  type: 'file' | 'link' | 'submodule'
}

/** What is compared: the index with HEAD, or two commits. */
export type Comparison = 'staged' | {from: string; to: string}

// Whatever the configuration and .gitattributes say of diffs, every file is text here, compared as it is kept. A renamed file
// counts as a new one: its name says how it is judged.
const AS_KEPT = ['--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--no-relative', '--ignore-submodules=none', '--text']
const HOOK: Repository = 'of the hook'

/**
 * The files that a change adds or changes.
 * @throws GsecError GIT_FAILED
 */
export async function readChanges(folder: string, comparison: Comparison): Promise<Change[]> {
  const sides = comparison === 'staged' ? ['--cached'] : [comparison.from, comparison.to]
  const options = {repository: HOOK, milliseconds: 300_000}
  const {status, stdout} = runGit(folder, ['diff', ...sides, '--raw', '-z', '--no-abbrev', '--diff-filter=AMT', ...AS_KEPT, '--'], options)
  if (status !== 0) throw gitFailed()
  const entries = readRaw(stdout.toString('utf8'))
  const hunks = entries.some(({status: kind}) => kind === 'M') ? await readHunks(folder, sides) : new Map<string, LineRanges>()
  return entries
    .filter(({before, id}) => before !== id)
    .map(({path, before, id, mode, status: kind}) => ({
      path,
      id,
      added: kind === 'M' ? (hunks.get(`${before}..${id}`) ?? 'all') : 'all',
      type: mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : 'file',
    }))
}

interface RawEntry {
  path: string
  before: string
  id: string
  mode: string
  status: string
}

/** https://git-scm.com/docs/git-diff#_raw_output_format: `:100644 100644 <id> <id> M` NUL `<path>` NUL */
function readRaw(output: string): RawEntry[] {
  const parts = output.split('\0')
  const entries: RawEntry[] = []
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', before = '', id = '', status = ''] = /^:\d+ (\d+) (\w+) (\w+) (\w)/.exec(parts[at] ?? '') ?? []
    entries.push({path: parts[at + 1] ?? '', before, id, mode, status})
  }
  return entries
}

/**
 * The lines that each changed blob has and its former self had not. Blobs are told by their ids, which stand before the hunks:
 * a path in a patch could look like anything.
 */
async function readHunks(folder: string, sides: readonly string[]): Promise<Map<string, LineRanges>> {
  const options = ['-p', '-U0', '--inter-hunk-context=0', '--full-index', '--diff-filter=M', '--submodule=short']
  const hunks = new Map<string, [number, number][]>()
  let current: [number, number][] = []
  const lines = new LineHeads(line => {
    const [, before, id] = /^index (\w+)\.\.(\w+)/.exec(line) ?? []
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    if (before !== undefined) {
      current = []
      hunks.set(`${before}..${id}`, current)
    } else if (start !== undefined && count !== '0') current.push([Number(start), Number(start) + Number(count) - 1])
  })
  for await (const chunk of streamGit(folder, ['diff', ...sides, ...options, ...AS_KEPT, '--'])) lines.push(chunk)
  return hunks
}

const NEWLINE = 10
const LONGEST = 512
const [INDEX, HUNK] = [...Buffer.from('i@')]

/** Hands on the beginnings of the lines that begin with `i` or `@`, as no line of the content does, which `+`, `-` and `\` precede. */
class LineHeads {
  readonly #found: (line: string) => void
  #line = ''
  #state: 'start' | 'wanted' | 'unwanted' = 'start'

  constructor(found: (line: string) => void) {
    this.#found = found
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#state === 'start') this.#state = chunk[at] === INDEX || chunk[at] === HUNK ? 'wanted' : 'unwanted'
      const newline = chunk.indexOf(NEWLINE, at)
      const end = newline === -1 ? chunk.length : newline
      if (this.#state === 'wanted') this.#line += chunk.toString('latin1', at, Math.min(end, at + LONGEST))
      if (newline !== -1) this.#flush()
      at = end + 1
    }
  }

  #flush(): void {
    if (this.#state === 'wanted') this.#found(this.#line)
    this.#line = ''
    this.#state = 'start'
  }
}
