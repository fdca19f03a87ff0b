import {GsecError} from '../../errors.js'
import {scalarStyle} from '../../manifest/scalar-style.js'
import {writeScalar} from '../../manifest/write-scalar.js'
import {suggestionFor} from '../../suggestion.js'
import {gapsIn, type TemplateLine, templateLines, writtenLine} from './template-lines.js'

/** A word that is still to be filled in. */
export interface Gap {
  word: string
  /** Steps from the provider block on. */
  path: string
  /** What the template says of it. */
  remark: string
}

/**
 * Puts a value into a field of a store template, everything else as it was: `region`, or more steps where several fields have
 * that name; a field that is commented out is put in force with the block around it. A word in capitals fills that gap.
 * @throws GsecError USAGE for a field that the template does not have, or a value that cannot stand there
 */
export function fillTemplate(template: string, field: string, value: string): string {
  if (/\p{Cc}/u.test(value) || value === '') throw new GsecError('USAGE', `--set ${field} has no value that fits into a line`)
  const lines = templateLines(template)
  if (gapWords(lines).includes(field)) return fillGap(template, lines, field, value)
  const line = chooseLine(lines, field)
  return put(template, lines, line, rewritten(line.value, value))
}

/** Whether a template has this very field, be it commented out. */
export function hasField(template: string, path: string): boolean {
  return templateLines(template).some(line => line.path === path && line.value !== '')
}

/** The gaps that are left. */
export function gapsOf(template: string): Gap[] {
  const gaps = templateLines(template).flatMap(({isOptional, head, value, path, remark}) =>
    isOptional
      ? []
      : gapsIn(`${head.trim()} ${value}`).map(
          (word): Gap => ({word, path, remark: isWhole(value, word) ? remark.replace(/^ +# /, '') : ''}),
        ),
  )
  return [...new Map(gaps.map(gap => [gap.word, gap])).values()]
}

/** Then the remark is about this gap. */
const isWhole = (value: string, gap: string) => value.replace(/^["']|["']$/g, '') === gap

const gapWords = (lines: readonly TemplateLine[]) => lines.flatMap(({head, value}) => gapsIn(`${head.trim()} ${value}`))

function chooseLine(lines: readonly TemplateLine[], field: string): TemplateLine {
  const fields = lines.filter(({value}) => value !== '')
  const exact = fields.filter(({path}) => path === field)
  const found = exact.length > 0 ? exact : fields.filter(({path}) => path.endsWith(`.${field}`))
  const [line, ...others] = found
  const paths = [...new Set(found.map(({path}) => path))]
  if (line && (others.length === 0 || paths.length === 1)) return line
  if (line) throw new GsecError('USAGE', `--set ${field} may mean several fields`, {hint: `write one of ${paths.join(', ')}`})
  const all = [...new Set(fields.map(({path}) => path))]
  const meant = suggestionFor(field, [...all, ...all.map(path => path.split('.').at(-1) ?? ''), ...gapWords(lines)])
  throw new GsecError('USAGE', '--set names a field that the template does not have', {
    hint: meant ? `did you mean ${meant}?` : `write one of ${all.join(', ')}`,
  })
}

/** In every place where the word stands. */
function fillGap(template: string, lines: readonly TemplateLine[], gap: string, value: string): string {
  const whole = lines.filter(({value}) => isWhole(value, gap))
  const partly = lines.filter(line => !whole.includes(line) && gapsIn(`${line.head.trim()} ${line.value}`).includes(gap))
  const inText = partly.filter(({head}) => head.trim() !== `${gap}:`)
  if (inText.length > 0 && !/^[\w.~:@/+-]+$/.test(value))
    throw new GsecError('USAGE', `--set ${gap} has a value that cannot stand inside a longer text`, {hint: 'set the whole field instead'})
  const insert = (text: string) => text.replaceAll(new RegExp(`(?<![A-Za-z0-9_])${gap}(?![A-Za-z0-9_])`, 'g'), () => value)
  const inserted = (line: TemplateLine): TemplateLine =>
    inText.includes(line)
      ? {...line, head: insert(line.head), value: insert(line.value)}
      : {...line, head: line.head.replace(gap, () => rewritten('', value))}
  const filled = partly.filter(({isOptional}) => !isOptional).reduce((text, line) => replaceLine(text, inserted(line)), template)
  const required = whole.filter(({isOptional}) => !isOptional)
  return (required.length > 0 || partly.length > 0 ? required : whole).reduce(
    (text, line) => put(text, lines, line, rewritten(line.value, value)),
    filled,
  )
}

function put(template: string, lines: readonly TemplateLine[], line: TemplateLine, value: string): string {
  const filled = replaceLine(template, {...line, value})
  return line.isOptional ? uncommentBlock(filled, lines, line) : filled
}

function replaceLine(template: string, line: TemplateLine): string {
  return template
    .split('\n')
    .map((text, index) => (index === line.index ? writtenLine(line) : text))
    .join('\n')
}

/** Puts the commented block around a field in force: the header above it, and what else stands below that. */
function uncommentBlock(template: string, lines: readonly TemplateLine[], {path, index}: TemplateLine): string {
  const headers = lines.filter(other => other.isOptional && other.value === '' && path.startsWith(`${other.path}.`) && other.index < index)
  const [top] = headers
  if (!top) return template
  const block = new Set(
    lines.filter(other => other.isOptional && (other === top || other.path.startsWith(`${top.path}.`))).map(other => other.index),
  )
  return template
    .split('\n')
    .map((text, at) => (block.has(at) ? inForce(text) : text))
    .join('\n')
}

/** What only a ClusterSecretStore has stays a comment, in the form that storeManifest reads. */
function inForce(text: string): string {
  const [, spaces = '', inner = '', rest] = /^( +)# ( *)(.*)$/.exec(text) ?? []
  if (rest === undefined) return text
  return rest.endsWith('# ClusterSecretStore only') ? `${spaces}${inner}# ${rest}` : `${spaces}${inner}${rest}`
}

/** The new value in the form of the old one: a list stays a list, a number a number. */
function rewritten(old: string, value: string): string {
  if (old.startsWith('['))
    return `[${value
      .split(',')
      .map(item => JSON.stringify(item.trim()))
      .join(', ')}]`
  if (/^(\d+|true|false)$/.test(old) && /^(\d+|true|false)$/.test(value)) return value
  return writeScalar(value, scalarStyle(value), {column: 0, indent: 0, folds: false})
}
