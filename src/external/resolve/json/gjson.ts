import type {Bytes} from '../../../manifest/template/value.js'
import {plainFloat} from './go-float.js'
import {Scanner} from './scanner.js'
import {unescapeJson} from './unescape.js'

/** A path that asks for more than names, indexes and escaped characters: gsec does not evaluate it. */
export class PathUnsupported extends Error {}

/**
 * What gjson.Get(json, path).String() is: text without its quotes, whole numbers as they stand, others as a float64 prints,
 * objects and lists as they stand, null as nothing. The first of equal keys counts. The text need not be JSON.
 * https://github.com/tidwall/gjson/blob/master/SYNTAX.md
 * @returns undefined when there is nothing at the path
 * @throws PathUnsupported for wildcards, queries, modifiers, pipes and multipaths
 */
export function gjsonText(json: Bytes, path: Bytes): Bytes | undefined {
  checkPath(path)
  const scanner = new Scanner(json)
  const opening = scanner.enter()
  if (opening === undefined) return undefined
  const raw = opening === '{' ? inObject(scanner, path) : inList(scanner, path)
  return raw === undefined ? undefined : textOf(raw)
}

/** What has a meaning of its own at the beginning of a path, and behind a dot. */
const OPENS_MORE = ['@', '!', '{', '[']

/** No real path comes near; each step is one call deep. */
const LONGEST_PATH = 2048

function checkPath(path: Bytes): void {
  if (path.startsWith('..') || path.length > LONGEST_PATH) throw new PathUnsupported()
  for (let at = 0, begins = path.length > 1; at < path.length; at++) {
    const character = path.charAt(at)
    if ('*?|'.includes(character) || (begins && OPENS_MORE.includes(character))) throw new PathUnsupported()
    begins = character === '.'
    if (character === '\\') at++
  }
}

/** Cuts the first name off a path. */
function splitPath(path: Bytes): {name: Bytes; rest: Bytes | undefined} {
  let name = ''
  for (let at = 0; at < path.length; at++) {
    if (path[at] === '.') return {name, rest: path.slice(at + 1)}
    if (path[at] === '\\') at++
    name += path.charAt(at)
  }
  return {name, rest: undefined}
}

function inObject(scanner: Scanner, path: Bytes): Bytes | undefined {
  const {name, rest} = splitPath(path)
  for (let key = scanner.key(); key !== undefined; key = scanner.key()) {
    const isMatch = (key.includes('\\') ? unescapeJson(key, 'gjson') : key) === name
    const first = scanner.peek(false)
    if (first === undefined) return undefined
    const found = takeOrEnter(scanner, first, isMatch, rest)
    if (found !== undefined) return found
  }
  return undefined
}

function inList(scanner: Scanner, path: Bytes): Bytes | undefined {
  // lists know no escapes
  const [name = '', ...more] = path.split('.')
  if (name.includes('#')) throw new PathUnsupported()
  const wanted = /^\d+$/.test(name) ? Number(name) : -1
  for (let index = 0; ; index++) {
    const first = scanner.peek(true)
    if (first === ']') scanner.at++
    if (first === undefined || first === ']') return undefined
    const found = takeOrEnter(scanner, first, index === wanted, more.length > 0 ? more.join('.') : undefined)
    if (found !== undefined) return found
  }
}

/** Passes over one value, unless it is the wanted one or holds it. */
function takeOrEnter(scanner: Scanner, first: string, isMatch: boolean, rest: Bytes | undefined): Bytes | undefined {
  if (isMatch && rest !== undefined && (first === '{' || first === '[')) {
    scanner.at++
    return first === '{' ? inObject(scanner, rest) : inList(scanner, rest)
  }
  const value = scanner.take()
  return isMatch && rest === undefined ? value : undefined
}

function textOf(raw: Bytes): Bytes {
  const first = raw.charAt(0)
  if (first === '"') {
    const inner = raw.slice(1, -1)
    return inner.includes('\\') ? unescapeJson(inner, 'gjson') : inner
  }
  if (first === '{' || first === '[') return raw
  if (first === 't') return 'true'
  if (first === 'f') return 'false'
  if (first === 'n' && raw[1] === 'u') return ''
  return /^-?\d*$/.test(raw) ? raw : plainFloat(floatOf(raw))
}

/** Go's ParseFloat gives 0 for what is no number. */
function floatOf(raw: Bytes): number {
  const value = Number(raw)
  return Number.isNaN(value) && !/^[+-]?nan$/i.test(raw) ? 0 : value
}
