import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {writeTree} from './gitops-tree.js'
import {type Contestant, difference, interleave, median, ratio, type Timing} from './measure.js'
import {gsec, table, versionOf} from './peers.js'
import {kinds, type Planted} from './planted-secrets.js'
import type {Benchmark} from './run.js'

/** A place that a scanner names. */
interface Place {
  file: string
  line: number
}

/** A scanner of other people, if it is on PATH. */
interface Peer {
  name: string
  version: readonly string[]
  command: (tree: string, report: string) => readonly [string, ...string[]]
  exits?: readonly number[]
  /** Reads its report; paths as it writes them. */
  read: (report: string, stdout: string) => Place[]
}

const peers: readonly Peer[] = [
  {
    name: 'gitleaks',
    version: ['version'],
    command: (tree, report) => [
      'gitleaks',
      'dir',
      tree,
      '--no-banner',
      '--exit-code',
      '0',
      '--report-format',
      'json',
      '--report-path',
      report,
    ],
    read: report => list(JSON.parse(readFileSync(report, 'utf8'))).map(({File, StartLine}) => place(File, StartLine)),
  },
  {
    name: 'kingfisher',
    version: ['--version'],
    command: (tree, report) => ['kingfisher', 'scan', tree, '--no-validate', '--no-update-check', '--format', 'json', '--output', report],
    exits: [0, 200, 205],
    read: report =>
      list(JSON.parse(firstLine(readFileSync(report, 'utf8'))).findings).map(({finding}) =>
        place(field(finding, 'path'), field(finding, 'line')),
      ),
  },
  {
    name: 'detect-secrets',
    version: ['--version'],
    command: tree => ['detect-secrets', '-C', tree, 'scan', '--all-files', '--no-verify', '.'],
    read: (_, stdout) =>
      Object.entries(JSON.parse(stdout).results as Record<string, unknown>).flatMap(([file, found]) =>
        list(found).map(({line_number}) => place(file, line_number)),
      ),
  },
]

const ROUNDS = 5
/** They take minutes for ten times as much. */
const TOO_SLOW = new Set(['detect-secrets'])

/** Whole trees and small scans, beside the scanners on PATH. GSEC_BENCH_TREES names real trees to add, with ":" between. */
export const scanBenchmark: Benchmark = {
  name: 'scan',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    try {
      const real = (process.env['GSEC_BENCH_TREES'] ?? '').split(path.delimiter).filter(Boolean)
      return [
        onTree('2,000 files, 15 MB', path.join(folder, 'small'), 1),
        onTree('20,000 files, 150 MB', path.join(folder, 'large'), 10),
        ...real.map(tree => compare(tree, tree, [])),
        smallScans(folder),
      ].join('\n\n')
    } finally {
      rmSync(folder, {recursive: true})
    }
  },
}

function onTree(title: string, folder: string, times: number): string {
  return compare(title, folder, writeTree(folder, times), times === 1 ? peers : peers.filter(({name}) => !TOO_SLOW.has(name)))
}

/** @param planted what is to be found; none in a real tree, whose secrets nobody counted */
function compare(title: string, tree: string, planted: readonly Planted[], wanted = peers): string {
  const report = path.join(mkdtempSync(path.join(tmpdir(), 'gsec-bench-')), 'report.json')
  try {
    const present = wanted.filter(({name, version}) => versionOf(name, version) !== undefined)
    const ours: Contestant = {name: 'gsec', command: [process.execPath, gsec, 'scan', tree, '--exit-zero', '--format', 'json']}
    const others = present.map(({name, version, command, exits}) => ({
      name: `${name} ${versionOf(name, version)?.replace(/^\D*/, '') ?? ''}`.trim(),
      command: command(tree, report),
      ...(exits && {exits}),
    }))
    const timings = interleave([ours, ...others], ROUNDS)
    const found = [placesOfGsec(ours), ...present.map(peer => peer.read(report, output(peer.command(tree, report))))]
    const rows = timings.map((timing, index) => [...figures(timing, timings[0]!), ...quality(tree, found[index] ?? [], planted)])
    const head = [
      '',
      'wall ms',
      'peak MB',
      'times gsec',
      ...(planted.length > 0 ? [`found of ${planted.length}`, 'false alarms'] : ['findings']),
    ]
    return `### ${title}\n\n${table(head, rows)}`
  } finally {
    rmSync(path.dirname(report), {recursive: true})
  }
}

function figures(timing: Timing, ours: Timing): string[] {
  return [timing.name, median(timing.wall).toFixed(0), timing.peakMb?.toFixed(0) ?? 'unknown', ratio(timing, ours).toFixed(2)]
}

/** A planted secret counts once, whatever is said of it; a line without one is a false alarm, however many findings it has. */
function quality(tree: string, found: readonly Place[], planted: readonly Planted[]): string[] {
  const relative = found.map(({file, line}) => ({
    file: path.isAbsolute(file) ? path.relative(tree, file) : path.relative(tree, path.resolve(tree, file)),
    line,
  }))
  if (planted.length === 0) return [String(relative.length)]
  const touches = ({file, lines: [first, last]}: Planted, one: Place) => one.file === file && first <= one.line && one.line <= last
  const hits = planted.filter(secret => relative.some(one => touches(secret, one)))
  const alarms = relative.filter(one => !planted.some(secret => touches(secret, one)))
  return [String(hits.length), String(new Set(alarms.map(({file, line}) => `${file}:${line}`)).size)]
}

/** What fails a run: findings of medium and worse. */
function placesOfGsec({command}: Contestant): Place[] {
  const {findings} = JSON.parse(output(command)) as {findings: {path: string; line: number; severity: string}[]}
  return findings.filter(({severity}) => severity !== 'low' && severity !== 'info').map(({path: file, line}) => ({file, line}))
}

function output([program, ...args]: readonly [string, ...string[]]): string {
  return spawnSync(program, args, {encoding: 'utf8', maxBuffer: 1 << 28}).stdout
}

/** kingfisher adds a line about itself. */
const firstLine = (text: string) => text.split('\n')[0] ?? ''
const list = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : [])
const field = (value: unknown, name: string) => (value as Record<string, unknown> | undefined)?.[name]
const place = (file: unknown, line: unknown): Place => ({file: String(file), line: Number(line)})

const SMALL_ROUNDS = 41

/** What people wait for before every commit. */
function smallScans(folder: string): string {
  const [few, many] = [path.join(folder, 'few'), path.join(folder, 'many')]
  writeManifests(few, 10)
  writeManifests(many, 20_000)
  const git = (...args: string[]) => spawnSync('git', ['-C', many, '-c', 'user.name=b', '-c', 'user.email=b@example.com', ...args])
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'all')
  for (const file of readdirSync(path.join(many, 'apps')).slice(0, 10)) writeFileSync(path.join(many, 'apps', file), manifest('changed'))
  git('add', '--all')
  const [floor, ...timings] = interleave(
    [
      {name: 'node -e 0', command: [process.execPath, '-e', '0']},
      {name: 'gsec scan, 10 files', command: [process.execPath, gsec, 'scan', few]},
      {name: 'gsec scan --staged, 10 files of 20,000', command: [process.execPath, gsec, 'scan', '--staged'], cwd: many},
    ],
    SMALL_ROUNDS,
  )
  const rows = timings.map(timing => [timing.name, difference(timing, floor!).toFixed(0), median(timing.wall).toFixed(0)])
  return `### Small scans\n\n${table([`median of ${SMALL_ROUNDS} interleaved runs, ms`, 'over `node -e 0`', 'whole'], rows)}\n\nAt most 90 and 150 ms over it are wanted. ${kinds} kinds of secrets are planted in the trees above.`
}

function writeManifests(folder: string, count: number): void {
  mkdirSync(path.join(folder, 'apps'), {recursive: true})
  for (let index = 0; index < count; index++) writeFileSync(path.join(folder, 'apps', `app-${index}.yaml`), manifest(`app-${index}`))
}

const manifest = (name: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          env:\n            - name: DB_PASSWORD\n              valueFrom: {secretKeyRef: {name: db, key: password}}\n`
