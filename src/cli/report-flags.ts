import {Flags, type Interfaces} from '@oclif/core'
import {GsecError} from '../errors.js'
import {writeFiles} from '../files/write-files.js'
import {type Finding, isAtLeast, type Severity, severities} from '../finding.js'
import {formats, renderReport} from '../report/render-report.js'
import type {RunInfo} from '../report/reporter.js'

const REPORT = 'REPORT'

/** Flags of every command that reports findings. @param failOn the least severity that ends with 1, where nobody says */
export function reportFlags(failOn: Severity) {
  return {
    format: Flags.option({helpGroup: REPORT, options: formats, default: 'text', description: 'form of the report on standard output'})(),
    report: Flags.string({
      helpGroup: REPORT,
      multiple: true,
      multipleNonGreedy: true,
      description: 'write the report to a file, too; may be repeated',
      helpValue: 'FORMAT=FILE',
    }),
    'fail-on': Flags.option({
      helpGroup: REPORT,
      options: severities,
      default: failOn,
      description: 'the least severity that ends with exit code 1',
    })(),
  }
}

type ReportFlags = Interfaces.InferredFlags<ReturnType<typeof reportFlags>>

/** Where a report goes. */
interface ReportTarget {
  format: string
  path: string
}

/** Reads --report; before the work, so that a slip is told at once. @throws GsecError USAGE */
export function reportTargets(flag: readonly string[] | undefined): ReportTarget[] {
  return (flag ?? []).map(word => {
    const [format = '', path = ''] = word.split(/=(.*)/s)
    if (!formats.includes(format))
      throw new GsecError('USAGE', '--report names no format', {hint: `write one of ${formats.map(name => `${name}=FILE`).join(', ')}`})
    if (path === '') throw new GsecError('USAGE', `--report ${format}= names no file`)
    return {format, path}
  })
}

/** Prints the findings in the form asked for and writes the other reports. @returns true when the answer is no */
export function giveReport(findings: readonly Finding[], run: RunInfo, flags: ReportFlags, isJson: boolean): boolean {
  writeFiles(reportTargets(flags.report).map(({format, path}) => ({path, data: renderReport(format, findings, run)})))
  if (!isJson) process.stdout.write(renderReport(flags.format, findings, {...run, isColoured: showsColours(flags)}))
  return findings.some(({severity}) => isAtLeast(severity, flags['fail-on']))
}

/** https://no-color.org, https://force-color.org */
function showsColours(flags: ReportFlags & {'no-color'?: boolean}): boolean {
  const {NO_COLOR, FORCE_COLOR, TERM} = process.env
  if (flags['no-color'] || NO_COLOR) return false
  return FORCE_COLOR ? FORCE_COLOR !== '0' : process.stdout.isTTY && TERM !== 'dumb'
}
