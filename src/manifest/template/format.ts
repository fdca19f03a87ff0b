import {goFloat} from '../go-number.js'
import {characters, quote} from './bytes.js'
import {notEvaluated} from './fault.js'
import {Builder, checkDepth, type Work} from './limits.js'
import {type Bytes, Dict, List, typeName, type Value} from './value.js'

// Go's package fmt, as far as templates use it. https://pkg.go.dev/fmt

/** How one value is to be written: `%-5s` is {verb: 's', minus: true, width: 5, …}. */
export interface Directive {
  verb: string
  minus: boolean
  plus: boolean
  space: boolean
  zero: boolean
  width: number
  precision: number | undefined
}

/** `%v`. */
export const plain: Directive = {verb: 'v', minus: false, plus: false, space: false, zero: false, width: 0, precision: undefined}

/** Go's fmt.Sprint: a space between two values when neither is text. */
export function print(values: readonly Value[], work: Work): Bytes {
  const out = new Builder(work)
  values.forEach((value, index) => {
    if (index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string') out.add(' ')
    write(out, value, plain)
  })
  return out.toString()
}

/** Go's fmt.Sprintln: a space between all values, and a line feed. */
export function println(values: readonly Value[], work: Work): Bytes {
  const out = new Builder(work)
  values.forEach((value, index) => {
    if (index > 0) out.add(' ')
    write(out, value, plain)
  })
  out.add('\n')
  return out.toString()
}

/** Sprig's strval: text as it is, all else as %v writes it. */
export function textOfValue(value: Value, work: Work): Bytes {
  return typeof value === 'string' ? value : print([value], work)
}

/** Writes a value, or Go's mark for one that does not fit the verb: `%!d(string=…)`. @throws Fault for forms that gsec does not know. */
export function write(out: Builder, value: Value, directive: Directive, depth = 0): void {
  checkDepth(depth)
  if (value instanceof List) writeList(out, value, directive, depth)
  else if (value instanceof Dict) writeDict(out, value, directive, depth)
  else writeScalar(out, value, directive, depth)
}

function writeList(out: Builder, {items}: List, directive: Directive, depth: number): void {
  out.add('[')
  items.forEach((item, index) => {
    if (index > 0) out.add(' ')
    write(out, item, directive, depth + 1)
  })
  out.add(']')
}

function writeDict(out: Builder, dict: Dict, directive: Directive, depth: number): void {
  out.add('map[')
  dict.sorted().forEach(([key, item], index) => {
    if (index > 0) out.add(' ')
    write(out, key, directive, depth + 1)
    out.add(':')
    write(out, item, directive, depth + 1)
  })
  out.add(']')
}

function writeScalar(out: Builder, value: Scalar | null | undefined, directive: Directive, depth: number): void {
  const {verb, plus, space, zero} = directive
  if ((plus || space || zero) && typeof value !== 'bigint') throw notEvaluated('a printf flag with something that is no int')
  if (value === null || value === undefined) {
    out.add(depth > 0 || verb === 'v' ? pad('<nil>', directive) : `%!${verb}(<nil>)`)
    return
  }
  const written = scalar(value, directive)
  if (written !== undefined) {
    out.add(pad(written, directive))
    return
  }
  out.add(`%!${verb}(${typeName(value)}=`)
  writeScalar(out, value, {...directive, verb: 'v'}, depth)
  out.add(')')
}

type Scalar = Bytes | bigint | number | boolean

/** A value as its verb writes it, before padding; undefined when the verb is not for such values. */
function scalar(value: Scalar, directive: Directive): Bytes | undefined {
  const {verb} = directive
  if (typeof value === 'string') return string(value, directive)
  if (typeof value === 'boolean') return verb === 'v' || verb === 't' ? String(value) : undefined
  if (typeof value === 'bigint') return int(value, directive)
  if (verb === 'x' || verb === 'X') throw notEvaluated('a fraction in hexadecimal')
  if (verb === 'v' && directive.precision !== undefined) throw notEvaluated('a printf precision for a number')
  return verb === 'v' ? goFloat(value) : undefined
}

function string(value: Bytes, {verb, precision}: Directive): Bytes | undefined {
  if (verb === 'x' || verb === 'X') {
    if (precision !== undefined) throw notEvaluated('a printf precision for hexadecimal')
    const hex = Buffer.from(value, 'latin1').toString('hex')
    return verb === 'X' ? hex.toUpperCase() : hex
  }
  if (verb !== 's' && verb !== 'v' && verb !== 'q') return undefined
  const start = precision === undefined ? value : characters(value).slice(0, precision).join('')
  return verb === 'q' ? quote(start) : start
}

function int(value: bigint, {verb, plus, space, zero, minus, width, precision}: Directive): Bytes | undefined {
  if (verb === 'q') throw notEvaluated('printf "%q" of an int')
  if (verb !== 'd' && verb !== 'v' && verb !== 'x' && verb !== 'X') return undefined
  if (precision !== undefined) throw notEvaluated('a printf precision for a number')
  if ((plus || space) && verb !== 'd') throw notEvaluated('a printf flag with this verb')
  if (zero && minus) throw notEvaluated('the printf flags "-" and "0" together')
  const sign = value < 0n ? '-' : plus ? '+' : space ? ' ' : ''
  const size = (value < 0n ? -value : value).toString(verb === 'x' || verb === 'X' ? 16 : 10)
  const digits = verb === 'X' ? size.toUpperCase() : size
  return sign + (zero ? digits.padStart(width - sign.length, '0') : digits)
}

function pad(text: Bytes, {width, minus}: Directive): Bytes {
  const missing = width === 0 ? 0 : width - characters(text).length
  if (missing <= 0) return text
  return minus ? text + ' '.repeat(missing) : ' '.repeat(missing) + text
}
