import {randomBytes} from 'node:crypto'
import {availableParallelism} from 'node:os'
import path from 'node:path'
import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {type Base, loadConfigOfBase, readFileOfBase} from '../cli/config-of-base.js'
import {type LoadedConfig, loadConfig} from '../cli/load-config.js'
import {existingContent} from '../cli/output-files.js'
import {withProgress} from '../cli/progress.js'
import {giveReport, reportFlags, reportTargets} from '../cli/report-flags.js'
import {allowanceTest, judgementFlags, pathTest, type ScanChoices, scanChoices, scopeFlags} from '../cli/scan-flags.js'
import {sourcePlace} from '../config/source.js'
import {counted} from '../duration.js'
import {GsecError} from '../errors.js'
import {readFile, readStdin} from '../files/read-file.js'
import {writeFiles} from '../files/write-files.js'
import type {Finding} from '../finding.js'
import {folderPrefix, resolveRange} from '../git/commits.js'
import {type JsonReport, jsonReport} from '../report/reporters/json.js'
import {Baseline} from '../scan/baseline.js'
import {type Gathered, gather} from '../scan/gather.js'
import {knownRules} from '../scan/known-rules.js'
import {type ChangeTarget, runScan, type Scanned, type ScanRequest} from '../scan/run-scan.js'
import {gapsIn, skipText, summaryOf} from '../scan/scan-report.js'
import {suggestionFor} from '../suggestion.js'

export default class Scan extends BaseCommand {
  static override summary = 'find secrets that stand in the clear'
  static override description =
    `Looks for plaintext secrets in files and folders, in what is staged, in what a branch adds, or on standard input (-). It knows the documents of a GitOps repository: values of a Secret, a Deployment or Helm values are judged by their place and key, tokens of vendors are found anywhere, and what is sealed, encrypted or a reference is left alone. Every finding says what to type next. Asks nobody, and shows no value. docs/scanning.md says how it judges.

In a git repository tracked files are looked at, and untracked ones that are not ignored; elsewhere what .gitignore files leave. Binary files, lock files and files over --max-size are passed over, and counted. Writes nothing but the files of --report, and the baseline with --update-baseline.

With --diff configuration and baseline are read from BASE, and marks such as gsec:ignore that the branch adds are named: a pull request does not decide how it is judged. Ends with 0 when nothing is found at or above --fail-on, with 1 when something is, and with 2 when there is no answer.`
  static override examples = [
    {description: 'look at every file of the repository', command: '<%= config.bin %> <%= command.id %>'},
    {description: 'look at what the next commit holds, as a pre-commit hook does', command: '<%= config.bin %> <%= command.id %> --staged'},
    {
      description: 'judge a pull request, with annotations and a report for code scanning',
      command: '<%= config.bin %> <%= command.id %> --diff origin/main --format github --report sarif=gsec.sarif',
    },
    {
      description: 'check what a chart makes',
      command: 'helm template . | <%= config.bin %> <%= command.id %> - --stdin-filename chart.yaml',
    },
    {
      description: 'begin in a repository full of findings: from now on only new ones are reported',
      command: '<%= config.bin %> <%= command.id %> --baseline .gsec-baseline.json --update-baseline',
    },
  ]

  static override args = {
    path: Args.string({
      description: 'files, folders, or - for standard input; the working directory when none is named',
      multiple: true,
      ignoreStdin: true,
    }),
  }

  static override flags = {...scopeFlags, ...reportFlags('medium'), ...judgementFlags}

  async run(): Promise<JsonReport> {
    const {args, flags} = await this.parse(Scan)
    reportTargets(flags.report)
    const paths = [...(args.path ?? []), ...(flags.file ?? [])]
    const change = this.#changeOf(flags)
    const base = change?.base
    const loaded = base ? await loadConfigOfBase(base, flags.config) : await loadConfig(flags.config)
    const choices = scanChoices(flags, loaded)
    if (flags['update-baseline']) checkUpdate(choices, paths)
    checkRuleIds([...(flags.rule ?? []), ...(flags['skip-rule'] ?? [])], loaded)
    const baseline = await readBaseline(choices.baseline, base, flags['update-baseline'])
    const request: Omit<ScanRequest, 'target'> = {
      settings: {ownRules: loaded.config.scan.rules, only: flags.rule ?? [], skip: flags['skip-rule'] ?? [], salt: baseline?.salt},
      most: choices.maxSize,
      isExcluded: exclusionOf(loaded, choices),
      refused: index => refuseRule(loaded, index),
      threads: {workerFile: this.workerFile('scan-worker'), most: availableParallelism()},
    }
    const targets = targetsOf(paths, flags, change, choices.maxSize)
    const scanned = await withProgress('scanning', () => scanAll(targets.map(target => ({...request, target}))))
    const gathered = gather(scanned.outcomes, scanned.skipped, {isAllowed: allowanceTest(loaded), baseline})
    this.#tell(scanned, gathered, flags.verbose)
    if (baseline && !flags['update-baseline'] && isWhole(paths, flags)) this.#tellStale(baseline.stale)
    const findings = baseline && flags['update-baseline'] ? this.#update(choices.baseline ?? '', baseline, gathered) : gathered.findings
    return this.#report(findings, scanned, gathered, {...flags, 'fail-on': choices.failOn}, choices)
  }

  /** What --staged and --diff compare. */
  #changeOf({staged, diff}: {staged: boolean; diff?: string | undefined}): Change | undefined {
    if (staged) return {prefix: folderPrefix('.'), comparison: 'staged', tree: ':', trustedTree: ':', base: undefined}
    if (diff === undefined) return undefined
    const {from, to, base, isShallow} = resolveRange('.', diff)
    const prefix = folderPrefix('.')
    if (isShallow) this.note('the history back to the base is not in this shallow clone: compared with the base itself')
    return {prefix, comparison: {from, to}, tree: `${to}:`, trustedTree: `${base}:`, base: {commit: base, prefix}}
  }

  #tell({unanswered, ignores, files}: Scanned, {skipped, waived}: Gathered, isVerbose: boolean): void {
    for (const folder of unanswered) this.warning(`${folder}: git does not answer for this repository, so every file in it is looked at`)
    for (const {path: file, line, mark, rules} of ignores)
      this.warning(`${file}:${line}: the change adds ${mark}${rules.length > 0 ? ` for ${rules.join(', ')}` : ''}`)
    for (const skip of skipped) {
      if (skip.why === 'unreadable' || skip.why === 'work-budget') this.warning(`${skip.path}: ${skipText(skip)}`)
      else if (isVerbose) this.note(`${skip.path}: ${skipText(skip)}`)
    }
    if (isVerbose) for (const {finding, by} of waived) this.note(`${finding.path}:${finding.line}: ${finding.ruleId} is ignored by ${by}`)
    if (files === 0 && skipped.length === 0) this.note('there is no file to look at')
  }

  #tellStale(count: number): void {
    if (count === 0) return
    const entries = count === 1 ? 'entry of the baseline is' : 'entries of the baseline are'
    this.note(`${count} ${entries} not found any more: --update-baseline forgets what is gone`)
  }

  /** @returns what is left to report: nothing that the baseline now knows */
  #update(file: string, baseline: Baseline, {found}: Gathered): Finding[] {
    writeFiles([{path: file, data: baseline.updated(found)}])
    this.note(`${file} holds ${counted(found.length, 'finding')} now: rotate their values, and make the list shorter`)
    return []
  }

  #report(
    findings: readonly Finding[],
    scanned: Scanned,
    gathered: Gathered,
    flags: ReportFlags,
    {failOnSkipped}: ScanChoices,
  ): JsonReport {
    const run = {version: this.config.version, command: 'scan', ...summaryOf(scanned, gathered)}
    const isNo = giveReport(findings, run, flags, this.jsonEnabled())
    const isGap = failOnSkipped && gapsIn(gathered.skipped).length > 0
    return this.answer((isNo || isGap) && !flags['exit-zero'], jsonReport(findings, run))
  }
}

type ReportFlags = Parameters<typeof giveReport>[2] & {'exit-zero': boolean}
type Change = Omit<ChangeTarget, 'type' | 'paths'> & {base: Base | undefined}

/** True when everything is looked at, so that what is not found is gone. */
function isWhole(
  paths: readonly string[],
  flags: {staged: boolean; diff?: string | undefined; rule?: unknown; 'skip-rule'?: unknown},
): boolean {
  return paths.length === 0 && !flags.staged && flags.diff === undefined && !flags.rule && !flags['skip-rule']
}

/** The change, or the tree, and standard input where it is named. */
function targetsOf(
  paths: readonly string[],
  flags: {'no-ignore': boolean; 'stdin-filename'?: string | undefined},
  change: Change | undefined,
  most: number,
): ScanRequest['target'][] {
  const name = flags['stdin-filename']
  if (name !== undefined && !paths.includes('-'))
    throw new GsecError('USAGE', '--stdin-filename names no file that is read', {hint: 'add - for standard input'})
  const files = paths.filter(word => word !== '-')
  const targets: ScanRequest['target'][] = []
  if (change) targets.push({type: 'changes', ...change, paths: files})
  else if (files.length > 0 || paths.length === 0)
    targets.push({type: 'tree', paths: files.length > 0 ? files : ['.'], ignoresNothing: flags['no-ignore']})
  if (paths.includes('-')) targets.push({type: 'text', name: name ?? 'stdin', bytes: readStdin(most)})
  return targets
}

async function scanAll(requests: readonly ScanRequest[]): Promise<Scanned> {
  const parts: Scanned[] = []
  for (const request of requests) parts.push(await runScan(request))
  return {
    outcomes: parts.flatMap(({outcomes}) => outcomes),
    skipped: parts.flatMap(({skipped}) => skipped),
    files: parts.reduce((sum, {files}) => sum + files, 0),
    ignores: parts.flatMap(({ignores}) => ignores),
    unanswered: parts.flatMap(({unanswered}) => unanswered),
  }
}

/** The baseline is a list of hashes, and no place for secrets. */
function exclusionOf(loaded: LoadedConfig, {baseline}: ScanChoices): ScanRequest['isExcluded'] {
  const isExcluded = pathTest(loaded, loaded.config.scan.exclude)
  const own = baseline === undefined ? undefined : path.resolve(baseline)
  return shown => isExcluded(shown) || (own !== undefined && path.resolve(shown) === own)
}

/** In a base that has none, nothing is known yet. */
async function readBaseline(file: string | undefined, base: Base | undefined, isUpdated: boolean): Promise<Baseline | undefined> {
  if (file === undefined) return undefined
  const today = new Date().toISOString().slice(0, 10)
  const bytes = base ? await readFileOfBase(base, file) : isUpdated ? existingContent(file) : readFile(file)
  return bytes ? Baseline.read(bytes, file, today) : Baseline.empty(randomBytes(16).toString('hex'), today)
}

function checkUpdate({baseline}: ScanChoices, paths: readonly string[]): void {
  if (baseline === undefined)
    throw new GsecError('USAGE', '--update-baseline needs a file', {hint: 'name it: --baseline .gsec-baseline.json'})
  if (paths.length > 0) throw new GsecError('USAGE', '--update-baseline takes no paths', {hint: 'what lies elsewhere would be forgotten'})
}

/** @throws GsecError USAGE for a rule that there is not, CONFIG_INVALID for one's own that takes the name of another */
function checkRuleIds(wanted: readonly string[], {config, file}: LoadedConfig): void {
  const own = config.scan.rules.map(({id}) => id)
  const known = new Set([...knownRules.map(({id}) => id), ...own])
  const unknown = wanted.find(id => !known.has(id))
  if (unknown !== undefined) {
    const near = suggestionFor(unknown, [...known])
    throw new GsecError('USAGE', 'there is no such rule', {hint: near ? `did you mean ${near}?` : '"gsec rules" lists them'})
  }
  const taken = own.findIndex((id, at) => knownRules.some(rule => rule.id === id) || own.indexOf(id) !== at)
  if (taken !== -1) {
    const where = file && sourcePlace(file.source, ['scan', 'rules', taken, 'id'])
    throw new GsecError('CONFIG_INVALID', 'another rule has this id', {where, hint: 'give it one of its own'})
  }
}

function refuseRule({config, file}: LoadedConfig, index: number): never {
  const where = file && sourcePlace(file.source, ['scan', 'rules', index, 'pattern'])
  throw new GsecError('CONFIG_INVALID', `the pattern of the rule ${config.scan.rules[index]?.id ?? ''} is none of RE2`, {
    where,
    hint: 'RE2 has no look-around and no back references: https://github.com/google/re2/wiki/Syntax',
  })
}
