import {notEvaluated} from './fault.js'
import {type Directive, plain, write} from './format.js'
import {Builder, type Work} from './limits.js'
import {type Bytes, typeName, type Value} from './value.js'

const VERBS = 'svqdxXt'
const FLAGS = /^[-+ 0#]*/
const LARGEST_WIDTH = 9999

/**
 * Go's fmt.Sprintf for the verbs s v q d x X t and %, flags, width and precision, and its marks for arguments that are missing,
 * left over or of another type: https://pkg.go.dev/fmt#hdr-Format_errors
 * @throws Fault "unsupported" for every other directive.
 */
export function printf(format: Bytes, values: readonly Value[], work: Work): Bytes {
  const out = new Builder(work)
  let used = 0
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at)
    const textEnd = percent === -1 ? format.length : percent
    out.add(format.slice(at, textEnd))
    at = textEnd
    if (percent === -1) break
    const {directive, end} = readDirective(format, percent + 1)
    at = end
    if (directive.verb === '%') out.add('%')
    else if (directive.verb === '') out.add('%!(NOVERB)')
    else if (used >= values.length) out.add(`%!${directive.verb}(MISSING)`)
    else write(out, values[used++], directive)
  }
  if (used < values.length) addExtra(out, values.slice(used))
  return out.toString()
}

function readDirective(format: Bytes, start: number): {directive: Directive; end: number} {
  const flags = FLAGS.exec(format.slice(start, start + 10))?.[0] ?? ''
  const [, width = '', dot, precision = ''] = /^([0-9]*)(?:(\.)([0-9]*))?/.exec(format.slice(start + flags.length, start + 30)) ?? []
  const end = start + flags.length + width.length + (dot === undefined ? 0 : 1 + precision.length)
  const verb = format[end] ?? ''
  // A last "." without digits is a verb to Go, and an unknown one.
  if (dot !== undefined && precision === '' && verb === '') throw notEvaluated('this printf directive')
  if (flags.includes('#') || flags.length > 9) throw notEvaluated('this printf flag')
  if (Number(width) > LARGEST_WIDTH || Number(precision) > LARGEST_WIDTH) throw notEvaluated('so large a printf width')
  if (verb !== '' && verb !== '%' && !VERBS.includes(verb)) {
    throw notEvaluated(/[A-Za-z]/.test(verb) ? `printf verb "%${verb}"` : 'this printf directive')
  }
  const has = (flag: string) => flags.includes(flag)
  const directive: Directive = {
    verb,
    minus: has('-'),
    plus: has('+'),
    space: has(' '),
    zero: has('0'),
    width: Number(width),
    precision: dot === undefined ? undefined : Number(precision),
  }
  return {directive, end: end + verb.length}
}

function addExtra(out: Builder, values: readonly Value[]): void {
  out.add('%!(EXTRA ')
  values.forEach((value, index) => {
    if (index > 0) out.add(', ')
    if (value !== null && value !== undefined) out.add(`${typeName(value)}=`)
    write(out, value, plain)
  })
  out.add(')')
}
