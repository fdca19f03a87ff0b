import {type AssignmentForm, assignmentAt} from './assignments.js'
import {commandSecretAt} from './commands.js'
import {ranks} from './detection.js'
import {type Format, formatOf} from './format.js'
import type {Inspection} from './inspection.js'
import {judgeKind, judgeNamed} from './judge.js'
import type {Step} from './key-path.js'
import type {Range, Text} from './text.js'
import type {Scalar} from './walk/node.js'

/** What counts as an assignment in a text, and whether only what could be generated counts as a secret. */
export interface TextForm extends AssignmentForm {
  isStrict: boolean
}

const FORMS: Readonly<Partial<Record<Format, TextForm>>> = {
  script: {unquoted: true, colon: 'any', isStrict: false},
  dockerfile: {unquoted: true, colon: 'quoted', isStrict: false},
  hcl: {unquoted: false, colon: 'quoted', isStrict: false},
  code: {unquoted: false, colon: 'quoted', isStrict: true},
  prose: {unquoted: true, colon: 'quoted', isStrict: true},
}
const DEFAULT_FORM: TextForm = {unquoted: true, colon: 'any', isStrict: false}
/** Within a value of one line: a colon belongs to its sentence. */
const INLINE_FORM: TextForm = {unquoted: true, colon: 'never', isStrict: false}

/** How a text without a tree says `name = value`. */
export function formOf(format: Format): TextForm {
  return FORMS[format] ?? DEFAULT_FORM
}

/** Looks into a value that is a text of its own: a manifest, a configuration file, a script, a command. */
export function inspectEmbedded(inspection: Inspection, leaf: Scalar, step: Step | undefined, key: string): void {
  const {content: text} = leaf
  const {content} = text
  const isText = leaf.style === 'block' || leaf.style === 'folded' || content.includes('\n') || /^\s*[{[]\s*["{[]/.test(content)
  // a word alone assigns nothing
  if (!isText && !/[= ]/.test(content)) return
  inspection.scan.budget.spend(content.length)
  if (isText) inspection.scan.inspectDocuments(text, key, formatOf(key, content), {outer: inspection, step})
  else inspectAssignments(inspection, text, {start: 0, end: content.length}, INLINE_FORM, step)
}

/** Judges the names and commands around each credential word of a text. */
export function inspectAssignments(inspection: Inspection, text: Text, {start, end}: Range, form: TextForm, step: Step | undefined): void {
  let from = start
  for (const hit of inspection.scan.credentialsIn(text, start, end)) {
    inspection.scan.budget.spend(8)
    if (hit <= from) continue
    const command = form.isStrict ? undefined : commandSecretAt(text.content, hit)
    if (command) {
      reportCommand(inspection, text, command.value, command.key, step)
      from = command.value.end
      continue
    }
    const found = assignmentAt(text.content, hit, from, form)
    if (!found || found.value.end > end) continue
    inspection.scan.budget.spend(found.value.end - found.value.start)
    from = found.value.end
    // a badge or an invitation in a text is there for everybody
    if (form.isStrict && /[?&]/.test(text.content.charAt(found.start - 1))) continue
    inspection.reportAssignment(text, found.key, found.value, form.isStrict, step)
  }
}

function reportCommand(inspection: Inspection, text: Text, value: Range, key: string | undefined, step: Step | undefined): void {
  const content = text.content.slice(value.start, value.end)
  const verdicts = key === undefined ? judgeKind('password', content, inspection.document) : judgeNamed(key, content, inspection.document)
  for (const verdict of verdicts) {
    const range = {start: value.start + verdict.start, end: value.start + verdict.end}
    inspection.reportText(verdict.severity, text, range, step, {rank: ranks.text, key: key ?? 'password'})
  }
}
