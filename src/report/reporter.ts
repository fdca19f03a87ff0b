import type {Finding} from '../finding.js'

/** What ran, for the head and the foot of a report. */
export interface RunInfo {
  /** Of gsec. */
  version: string
  /** The command as typed after gsec: "verify". */
  command: string
  /** What was looked at, in words behind "in": "14 SealedSecrets". */
  scope: string
  /** The same in numbers, for programs: `{sealedSecrets: 14, values: 140}`. */
  counts: Readonly<Record<string, number>>
  /** More for programs that read JSON, beside the findings. */
  more?: Readonly<Record<string, unknown>>
  /** The text goes to a terminal that shows colours. */
  isColoured?: boolean
}

/** Turns findings into one text. No I/O: the command decides where the text goes. */
export interface Reporter {
  /** As users type it behind --format. */
  id: string
  title: string
  /** Findings come in the order of their files and places. What they hold of a file is not trusted: each form escapes it. */
  render(findings: readonly Finding[], run: RunInfo): string
}

export function defineReporter(reporter: Reporter): Reporter {
  return reporter
}
