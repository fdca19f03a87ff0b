import path from 'node:path'
import {Flags} from '@oclif/core'
import type {Config} from '../config/config-shape.js'
import {globMatcher} from '../config/glob.js'
import {GsecError} from '../errors.js'
import {type Severity, severities} from '../finding.js'
import {type LoadedConfig, placeOf} from './load-config.js'
import {variable} from './variable.js'

const SCOPE = 'WHAT IS LOOKED AT'
const JUDGEMENT = 'HOW IT IS JUDGED'

/** Flags that choose what `gsec scan` looks at. */
export const scopeFlags = {
  file: Flags.string({
    char: 'f',
    multiple: true,
    multipleNonGreedy: true,
    description: 'the same as a PATH argument',
    helpValue: 'PATH',
    helpGroup: SCOPE,
  }),
  staged: Flags.boolean({description: 'what is staged for the next commit: findings on added and changed lines', helpGroup: SCOPE}),
  diff: Flags.string({
    description: 'what HEAD adds since it left BASE, as a pull request shows it; BASE...HEAD and BASE..HEAD as in git',
    helpValue: 'BASE',
    helpGroup: SCOPE,
    exclusive: ['staged'],
  }),
  'stdin-filename': Flags.string({description: 'the file that standard input is judged as', helpValue: 'FILE', helpGroup: SCOPE}),
  'no-ignore': Flags.boolean({
    description: 'look at files that .gitignore names, too',
    helpGroup: SCOPE,
    exclusive: ['staged', 'diff'],
  }),
  'max-size': Flags.string({
    description: 'pass over larger files; 0 for none [env: GSEC_MAX_SIZE, default: 10MB]',
    helpValue: 'SIZE',
    helpGroup: SCOPE,
  }),
}

/** Flags that say how `gsec scan` judges. */
export const judgementFlags = {
  rule: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'look for this rule only; may be repeated',
    helpValue: 'ID',
    helpGroup: JUDGEMENT,
  }),
  'skip-rule': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out this rule; may be repeated',
    helpValue: 'ID',
    helpGroup: JUDGEMENT,
  }),
  baseline: Flags.string({
    description: 'a file of known findings, which are not reported again [env: GSEC_BASELINE]',
    helpValue: 'FILE',
    helpGroup: JUDGEMENT,
  }),
  'update-baseline': Flags.boolean({
    description: 'write what is found to the baseline, so that only new findings are reported from now on',
    helpGroup: JUDGEMENT,
    exclusive: ['staged', 'diff', 'rule', 'skip-rule'],
  }),
  'fail-on': Flags.option({
    options: severities,
    description: 'the least severity that ends with exit code 1 [env: GSEC_FAIL_ON, default: medium]',
    helpGroup: JUDGEMENT,
  })(),
  'fail-on-skipped': Flags.boolean({
    description: 'end with 1, too, when a file could not be looked at [env: GSEC_FAIL_ON_SKIPPED]',
    helpGroup: JUDGEMENT,
    allowNo: true,
  }),
  'exit-zero': Flags.boolean({description: 'end with 0 whatever is found', helpGroup: JUDGEMENT}),
  verbose: Flags.boolean({description: 'name every file that was passed over, and why', helpGroup: JUDGEMENT}),
}

/** What flags, variables and the configuration say, in this order. */
export interface ScanChoices {
  failOn: Severity
  failOnSkipped: boolean
  /** In bytes. */
  maxSize: number
  /** As the program opens it; undefined when there is none. */
  baseline: string | undefined
}

interface Given {
  'fail-on'?: Severity | undefined
  'fail-on-skipped'?: boolean | undefined
  'max-size'?: string | undefined
  baseline?: string | undefined
}

/** @throws GsecError USAGE for a variable or a size that is none */
export function scanChoices(flags: Given, {config: {scan}, folder}: LoadedConfig): ScanChoices {
  const baseline = flags.baseline ?? variable('BASELINE')
  const fromConfig = scan.baseline === undefined ? undefined : path.relative('.', path.join(folder, scan.baseline))
  const skipped = variable('FAIL_ON_SKIPPED')
  return {
    failOn: flags['fail-on'] ?? severityIn('FAIL_ON') ?? scan.failOn,
    failOnSkipped: flags['fail-on-skipped'] ?? (skipped === undefined ? scan.failOnSkipped : TRUE.test(skipped)),
    maxSize: bytesOf(flags['max-size'] ?? variable('MAX_SIZE') ?? scan.maxSize),
    baseline: baseline ?? fromConfig,
  }
}

/** As oclif reads the variable of a boolean flag. */
const TRUE = /^(?:true|1|yes|y|on)$/i

function severityIn(name: string): Severity | undefined {
  const text = variable(name)
  const severity = severities.find(one => one === text)
  if (text === undefined || severity) return severity
  throw new GsecError('USAGE', `GSEC_${name} is no severity`, {hint: `one of ${severities.join(', ')}`})
}

const UNITS: Readonly<Record<string, number>> = {B: 1, KB: 1000, MB: 1000 ** 2, GB: 1000 ** 3}
/** No text can be longer: V8 holds strings below 2^29 characters. */
export const LARGEST = 500_000_000

function bytesOf(text: string): number {
  const [, count, unit = 'B'] = /^(\d{1,12})(B|KB|MB|GB)?$/i.exec(text) ?? []
  if (count === undefined) throw new GsecError('USAGE', '--max-size is no size', {hint: 'write 500KB, 10MB or 1GB; 0 for no limit'})
  const bytes = Number(count) * (UNITS[unit.toUpperCase()] ?? 1)
  return bytes === 0 ? LARGEST : Math.min(bytes, LARGEST)
}

/** Globs of the configuration over files as the user names them. */
export function pathTest(loaded: LoadedConfig, globs: readonly string[]): (shown: string) => boolean {
  if (globs.length === 0) return () => false
  const matchers = globs.map(globMatcher)
  return shown => {
    const place = placeOf(loaded, shown)
    return place !== undefined && matchers.some(matches => matches(place))
  }
}

/** The allowances of the configuration. */
export function allowanceTest(loaded: LoadedConfig): (finding: {ruleId: string; path: string}) => boolean {
  const allowances: Config['scan']['allow'] = loaded.config.scan.allow
  const tests = allowances.map(({rule, path: glob}) => ({rule, matches: pathTest(loaded, [glob])}))
  return ({ruleId, path: file}) => tests.some(({rule, matches}) => rule === ruleId && matches(file))
}
