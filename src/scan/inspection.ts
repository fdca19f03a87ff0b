import type {ObjectName, Severity} from '../finding.js'
import {lowered, type Rank, type RuleInfo, ranks, type Site} from './detection.js'
import type {DocumentFacts, DocumentPolicy} from './document.js'
import {waiversOf} from './document.js'
import type {FileScan, Surroundings} from './file-scan.js'
import {judgeConnection, judgeKind, judgeNamed, type Verdict} from './judge.js'
import {formatKeyPath, type Step} from './key-path.js'
import {judgeKey, type KeyKind, wordsOf} from './keys.js'
import {type Range, readable, type Text} from './text.js'
import {classifyValue} from './values.js'
import type {Node, Scalar} from './walk/node.js'

/** How something is reported when it is not the policy's own rule, rank and value. */
export interface ReportOptions {
  rule?: RuleInfo | undefined
  rank?: Rank
  /** The part of the value that is secret; all of it unless told. */
  within?: Range
  /** The key that stands in commands; the last step unless told. */
  key?: string
  /** The Secret that the document makes of the value, where it is not the document itself. */
  made?: ObjectName | undefined
  /** What the leaf holds when it is decoded, for the length that is told. */
  decoded?: string
}

/** One document while its policy looks at it. */
export class Inspection {
  readonly scan: FileScan
  readonly document: DocumentFacts
  readonly policy: DocumentPolicy
  /** The step to the document, within a text that stands in another one. */
  readonly origin: Step | undefined
  /** How many documents stand around this one. */
  readonly level: number
  readonly #settled = new Set<Node>()
  readonly #outer: Inspection | undefined
  /** A text that was decoded from bytes of the file; the place of its values is found by their bytes. */
  readonly isDecoded: boolean
  #waivers: ReadonlyMap<string, string> | undefined

  constructor(scan: FileScan, document: DocumentFacts, policy: DocumentPolicy, {outer, step, depth = 0}: Surroundings) {
    this.scan = scan
    this.document = document
    this.policy = policy
    this.origin = step
    this.level = outer ? outer.level + 1 : 0
    this.#outer = outer
    this.isDecoded = depth > 0 || (outer?.isDecoded ?? false)
  }

  /** Nothing in these nodes is a secret, or all of it is reported already. */
  leaveAlone(...nodes: (Node | undefined)[]): void {
    for (const node of nodes) if (node) this.#settled.add(node)
  }

  isSettled(node: Node): boolean {
    return this.#settled.size > 0 && this.#settled.has(node)
  }

  /** Judges a leaf by its key, reports it if it is a secret, and says whether it did. */
  reportNamed(key: string, leaf: Scalar, step: Step | undefined, options: ReportOptions = {}): boolean {
    const kind = judgeKey(key)
    return kind !== undefined && this.#reportAll(judgeKind(kind, leaf.value, this.document), leaf, step, {key, ...options})
  }

  /** The same for a key whose meaning the policy knows. */
  reportAs(kind: KeyKind, leaf: Scalar, step: Step | undefined, options: ReportOptions = {}): boolean {
    return this.#reportAll(judgeKind(kind, leaf.value, this.document), leaf, step, options)
  }

  /** Reports passwords within an address or a connection string. */
  reportAddress(leaf: Scalar, step: Step | undefined, options: ReportOptions = {}): boolean {
    return this.#reportAll(judgeConnection(leaf.value, this.document.isExample), leaf, step, {rank: ranks.exact, ...options})
  }

  /** Where every literal is a secret: reports it unless it is encrypted, a reference or nothing. */
  reportLiteral(leaf: Scalar, step: Step | undefined, severity: Severity = 'high', options: ReportOptions = {}): boolean {
    const kept = classifyValue(leaf.value, {isExample: this.document.isExample})
    if (kept === 'empty' || kept === 'encrypted' || kept === 'reference') return false
    this.report(kept === 'placeholder' ? 'info' : severity, leaf, step, options)
    return true
  }

  #reportAll(verdicts: readonly Verdict[], leaf: Scalar, step: Step | undefined, options: ReportOptions): boolean {
    for (const {severity, start, end} of verdicts) this.report(severity, leaf, step, {within: {start, end}, ...options})
    return verdicts.length > 0
  }

  report(severity: Severity, leaf: Scalar, step: Step | undefined, options: ReportOptions = {}): void {
    const {within} = options
    const whole = !within || (within.start === 0 && within.end === leaf.value.length)
    // a whole leaf is marked as it is written, a part of it by way of its decoded content
    if (whole) this.#detect(severity, leaf.rangeInFile, options.decoded ?? leaf.value, step, options)
    else this.reportText(severity, leaf.content, within, step, options)
  }

  /** Reports a piece of a text. */
  reportText(severity: Severity, text: Text, {start, end}: Range, step: Step | undefined, options: ReportOptions = {}): void {
    this.#detect(severity, text.rangeInFile(start, end), text.content.slice(start, end), step, options)
  }

  #detect(
    severity: Severity,
    range: Range,
    value: string,
    step: Step | undefined,
    {rule = this.policy.rule, rank = ranks.place, key, made}: ReportOptions,
  ): void {
    this.scan.add({rule, rank, severity, range, value, prefix: '', site: this.isDecoded ? undefined : this.siteOf(step, key, made)})
  }

  siteOf(step: Step | undefined, key?: string, made?: ObjectName): Site {
    const {object} = this.#named.document
    const last = step && typeof step.key === 'string' ? step.key : ''
    return {
      keyPath: readable(formatKeyPath(step)),
      object,
      waivers: this.waivers,
      commands: this.policy.commands({
        path: this.scan.shown,
        object: made ?? object,
        key: readable(key ?? last),
        isTemplate: this.scan.isTemplate(this.document.text),
      }),
    }
  }

  get waivers(): ReadonlyMap<string, string> {
    this.#waivers ??= new Map([...(this.#outer?.waivers ?? []), ...waiversOf(this.document.root)])
    return this.#waivers
  }

  /** The nearest inspection whose document is an object with a name. */
  get #named(): Inspection {
    if (this.document.object || !this.#outer) return this
    return this.#outer.#named
  }

  /** Judges a name and a value that stand in a text. */
  reportAssignment(text: Text, key: string, value: Range, isStrict: boolean, step: Step | undefined): void {
    const options = {isExample: this.document.isExample, isStrict}
    const content = text.content.slice(value.start, value.end)
    if (isStrict && repeats(key, content)) return
    for (const verdict of judgeNamed(key, content, options)) {
      const range = {start: value.start + verdict.start, end: value.start + verdict.end}
      // a program or a text is seldom where a secret is kept
      const severity = isStrict ? lowered(verdict.severity) : verdict.severity
      this.reportText(severity, text, range, step ?? {above: undefined, key}, {rank: ranks.text, key})
    }
  }
}

/** `accessKey = "access-key-2"`: a value that says its own name is made up. */
function repeats(key: string, value: string): boolean {
  if (value.length > 100) return false
  const words = wordsOf(value)
  return wordsOf(key).every(word => words.includes(word))
}
