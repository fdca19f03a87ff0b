import {decodeBase64} from '../base64.js'
import {characters, isSpace, lower, quote, textOf, trim, upper} from './bytes.js'
import {equals, isAtMost, isLess} from './compare.js'
import {Fault, notEvaluated} from './fault.js'
import {print, println, textOfValue} from './format.js'
import {fromJson, toJson} from './json.js'
import type {Work} from './limits.js'
import {parseInteger} from './literals.js'
import {printf} from './printf.js'
import {type Bytes, Dict, isTrue, List, typeName, type Value} from './value.js'

/** What Go's function takes in a place: `any` turns an absent value into nil, `value` keeps it apart, the others refuse both. */
export type Parameter = 'any' | 'value' | 'string' | 'int' | 'bool'

export interface TemplateFunction {
  /** The arguments that must be there, in order. */
  fixed: readonly Parameter[]
  /** What further arguments must be; undefined when there may be none. */
  further?: Parameter
  /** The truth of an argument after which the ones behind it are not evaluated. */
  stopsAt?: boolean
  /** Its arguments fit the parameters. */
  call: (args: readonly Value[], work: Work) => Value
}

const text1 = (make: (text: Bytes) => Value): TemplateFunction => ({fixed: ['string'], call: ([a]) => make(a as Bytes)})
const text2 = (make: (first: Bytes, text: Bytes) => Value): TemplateFunction => ({
  fixed: ['string', 'string'],
  call: ([a, b]) => make(a as Bytes, b as Bytes),
})
const values2 = (compare: (a: Value, b: Value) => boolean): TemplateFunction => ({
  fixed: ['value', 'value'],
  call: ([a, b]) => compare(a, b),
})
const any1 = (make: (value: Value, work: Work) => Value): TemplateFunction => ({fixed: ['any'], call: ([a], work) => make(a, work)})
const anys = (make: (values: readonly Value[], work: Work) => Value): TemplateFunction => ({fixed: [], further: 'any', call: make})
/** Each value in marks, nil left out. */
const marked = (mark: (text: Bytes) => Bytes): TemplateFunction =>
  anys((values, work) => {
    const texts = values.filter(isPresent).map(value => mark(textOfValue(value, work)))
    return texts.join(' ')
  })
const last = (values: readonly Value[]): Value => values[values.length - 1]

/**
 * The functions that gsec evaluates, as text/template and sprig 3.3 have them:
 * https://pkg.go.dev/text/template#hdr-Functions and https://masterminds.github.io/sprig/.
 * Sprig puts the text to work on last, so that it can be piped in.
 */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', {fixed: ['value'], further: 'value', stopsAt: false, call: last}],
  ['or', {fixed: ['value'], further: 'value', stopsAt: true, call: last}],
  ['not', {fixed: ['value'], call: ([value]) => !isTrue(value)}],
  ['eq', {fixed: ['value'], further: 'value', call: ([first, ...others]) => equals(first, others)}],
  ['ne', values2((a, b) => !equals(a, [b]))],
  ['lt', values2(isLess)],
  ['le', values2(isAtMost)],
  ['gt', values2((a, b) => !isAtMost(a, b))],
  ['ge', values2((a, b) => !isLess(a, b))],
  ['index', {fixed: ['value'], further: 'value', call: ([first, ...keys]) => keys.reduce(element, present(first))}],
  ['len', {fixed: ['value'], call: ([value]) => length(value)}],
  ['print', anys(print)],
  ['println', anys(println)],
  ['printf', {fixed: ['string'], further: 'any', call: ([format, ...values], work) => printf(format as Bytes, values, work)}],

  ['b64enc', text1(text => Buffer.from(text, 'latin1').toString('base64'))],
  ['b64dec', text1(fromBase64)],
  ['toJson', any1(toJson)],
  ['fromJson', {fixed: ['string'], call: ([text], work) => fromJson(text as Bytes, work)}],

  ['quote', marked(quote)],
  ['squote', marked(text => `'${text}'`)],
  ['toString', any1(textOfValue)],
  ['upper', text1(upper)],
  ['lower', text1(lower)],
  ['trim', text1(text => trim(text, isSpace))],
  ['trimAll', text2((set, text) => trimAll(set, text))],
  ['trimPrefix', text2((prefix, text) => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ['trimSuffix', text2((suffix, text) => (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text))],
  ['hasPrefix', text2((prefix, text) => text.startsWith(prefix))],
  ['hasSuffix', text2((suffix, text) => text.endsWith(suffix))],
  ['contains', text2((part, text) => text.includes(part))],
  ['replace', {fixed: ['string', 'string', 'string'], call: ([a, b, c], work) => replace(a as Bytes, b as Bytes, c as Bytes, work)}],
  ['indent', {fixed: ['int', 'string'], call: ([spaces, text], work) => indent(spaces as bigint, text as Bytes, work)}],
  ['nindent', {fixed: ['int', 'string'], call: ([spaces, text], work) => `\n${indent(spaces as bigint, text as Bytes, work)}`}],
  ['splitList', text2((separator, text) => new List(split(separator, text), 'string'))],
  ['join', {fixed: ['string', 'any'], call: ([separator, value], work) => join(separator as Bytes, value, work)}],

  ['default', {fixed: ['any'], further: 'any', call: ([fallback, given]) => (isTrue(given) ? given : fallback)}],
  ['empty', any1(value => !isTrue(value))],
  ['coalesce', anys(values => values.find(isTrue) ?? null)],
  ['ternary', {fixed: ['any', 'any', 'bool'], call: ([yes, no, condition]) => (condition === true ? yes : no)}],
  ['int', any1(toInt)],
  ['list', anys(values => new List(values, 'any'))],
  ['dict', anys(dict)],
])

/** Sprig's b64dec: for what is no base64 it gives Go's error message, so the controller writes that into the Secret. */
function fromBase64(text: Bytes): Bytes {
  const decoded = decodeBase64(text)
  return Buffer.isBuffer(decoded) ? decoded.toString('latin1') : `illegal base64 data at input byte ${decoded.faultAt}`
}

function isPresent(value: Value): boolean {
  return value !== null && value !== undefined
}

function present(value: Value): Value {
  if (!isPresent(value)) throw new Fault('invalid', '"index" of nothing')
  return value
}

function element(item: Value, key: Value): Value {
  present(item)
  if (typeof item === 'string') throw notEvaluated('"index" of a string')
  if (item instanceof List) {
    if (typeof key !== 'bigint') throw new Fault('invalid', `a list has no index of type ${typeName(key)}`)
    if (key < 0n || key >= item.items.length) throw new Fault('invalid', 'an index outside the list')
    return item.items[Number(key)]
  }
  if (!(item instanceof Dict)) throw new Fault('invalid', `"index" of a value of type ${typeName(item)}`)
  if (typeof key !== 'string') throw new Fault('invalid', `a map has no key of type ${typeName(key)}`)
  // Unlike `.key`, index gives the empty value of the map's type for a key that is not there.
  return item.entries.has(key) ? item.entries.get(key) : item.holds === 'string' ? '' : null
}

function length(value: Value): bigint {
  if (typeof value === 'string') return BigInt(value.length)
  if (value instanceof List) return BigInt(value.items.length)
  if (value instanceof Dict) return BigInt(value.entries.size)
  throw new Fault('invalid', `"len" of a value of type ${typeName(value)}`)
}

function trimAll(set: Bytes, text: Bytes): Bytes {
  const members = new Set(textOf(set))
  return trim(text, character => members.has(character))
}

function replace(old: Bytes, replacement: Bytes, text: Bytes, work: Work): Bytes {
  if (old === '') {
    const pieces = characters(text)
    work.make(text.length + (pieces.length + 1) * replacement.length)
    return replacement + pieces.map(piece => piece + replacement).join('')
  }
  const pieces = text.split(old)
  work.make(text.length + (pieces.length - 1) * (replacement.length - old.length))
  return pieces.join(replacement)
}

function indent(spaces: bigint, text: Bytes, work: Work): Bytes {
  if (spaces < 0n) throw new Fault('invalid', 'an indentation below zero')
  const lines = text.split('\n')
  const size = Number(spaces)
  work.make(text.length + lines.length * size)
  const padding = ' '.repeat(size)
  return padding + lines.join(`\n${padding}`)
}

function split(separator: Bytes, text: Bytes): Bytes[] {
  return separator === '' ? characters(text) : text.split(separator)
}

function join(separator: Bytes, value: Value, work: Work): Bytes {
  const items = value instanceof List ? value.items : [value]
  work.step(items.length)
  const texts = items.filter(isPresent).map(item => textOfValue(item, work))
  work.make(texts.reduce((sum, text) => sum + text.length + separator.length, 0))
  return texts.join(separator)
}

function dict(values: readonly Value[], work: Work): Dict {
  const entries = new Map<Bytes, Value>()
  for (let at = 0; at < values.length; at += 2) {
    entries.set(textOfValue(values[at], work), at + 1 < values.length ? values[at + 1] : '')
  }
  return new Dict(entries, 'any')
}

/** Sprig's int: github.com/spf13/cast's ToInt, which gives 0 for what it cannot read. */
function toInt(value: Value): Value {
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number') {
    // Beyond 64 bits Go's answer depends on the processor.
    if (Math.abs(value) >= 2 ** 63) throw notEvaluated('"int" of so large a number')
    return BigInt(Math.trunc(value))
  }
  if (typeof value !== 'string') return 0n
  if (!value.includes('.')) return parseInteger(value) ?? 0n
  const [, whole] = /^([-+]?[0-9]*)\.0+$/.exec(value) ?? []
  // cast 1.7 and 1.10 read other fractions differently.
  if (whole === undefined) throw notEvaluated('"int" of a text with a point')
  return parseInteger(whole) ?? 0n
}
