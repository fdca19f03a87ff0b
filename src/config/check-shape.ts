import type {ListNode, ManifestNode, MapEntry, MapNode, ScalarNode} from '../manifest/node.js'
import {suggestionFor} from '../suggestion.js'
import {defaultEntries} from './default-value.js'
import {MAX_PROBLEMS, type Problem} from './problem.js'
import {refusalOf} from './refused-keys.js'
import type {ChoiceShape, ConstantShape, ListShape, MapShape, RecordShape, Shape, TextForm} from './shape.js'
import {keyText, scalarMeaning} from './yaml-words.js'

/** More than any repository needs; a few nested aliases would make billions. */
const MAX_VALUES = 20_000
/** A list of words that still reads as a sentence. */
const MAX_LISTED = 8

interface Checked {
  /** What ValueOf says of the shape; where there are problems it has holes. */
  value: unknown
  problems: readonly Problem[]
}

/**
 * Holds a document against a shape, collects everything that is wrong, and fills in defaults.
 * @param text the file, for telling words from booleans
 */
export function checkShape(root: ManifestNode, shape: Shape, text: string): Checked {
  const checker = new ShapeChecker(text)
  const value = checker.check(root, shape, 'the file')
  return {value, problems: checker.problems}
}

class ShapeChecker {
  readonly problems: Problem[] = []
  readonly #text: string
  #values = 0

  constructor(text: string) {
    this.#text = text
  }

  /** @param label what the value is called in a message; never its content */
  check(node: ManifestNode, shape: Shape, label: string): unknown {
    if (++this.#values > MAX_VALUES) return this.#tooMany(node)
    switch (shape.type) {
      case 'record':
        return node.kind === 'map' ? this.#record(node, shape) : this.#wrongType(node, label, 'a map')
      case 'map':
        return node.kind === 'map' ? this.#map(node, shape, label) : this.#wrongType(node, label, 'a map')
      case 'list':
        return node.kind === 'list' ? this.#list(node, shape, label) : this.#wrongType(node, label, 'a list')
      default:
        return node.kind === 'scalar' ? this.#scalar(node, shape, label) : this.#wrongType(node, label, wanted(shape))
    }
  }

  #record(node: MapNode, shape: RecordShape): Record<string, unknown> {
    const found = new Map<string, unknown>()
    for (const {key, name, value} of this.#uniqueEntries(node)) {
      const known = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined
      if (known) found.set(name, this.check(value, known.shape, name))
      else this.#report(key, () => unknownKey(name, shape))
    }
    for (const [name, {presence}] of Object.entries(shape.keys)) {
      if (presence === 'required' && !found.has(name)) this.#report(node, () => missing(name, shape))
    }
    if (shape.needsOneOf.length > 0 && !shape.needsOneOf.some(name => found.has(name))) {
      this.#report(node, () => ({message: `${shape.noun} needs ${shape.needsOneOf.join(' or ')}`}))
    }
    return {...Object.fromEntries(defaultEntries(shape)), ...Object.fromEntries(found)}
  }

  #map(node: MapNode, shape: MapShape, label: string): ReadonlyMap<string, unknown> {
    const noun = shape.values.type === 'record' ? shape.values.noun : `an entry of ${label}`
    const found = new Map<string, unknown>()
    for (const {key, name, value} of this.#uniqueEntries(node)) {
      if (!matches(shape.names, name)) this.#report(key, () => ({message: `a key of ${label} is not ${shape.names.expects}`}))
      found.set(name, this.check(value, shape.values, noun))
    }
    return found
  }

  #list(node: ListNode, shape: ListShape, label: string): readonly unknown[] {
    if (shape.isNeverEmpty && node.items.length === 0) this.#report(node, () => ({message: `${label} is empty`}))
    const noun = shape.items.type === 'record' ? shape.items.noun : `an entry of ${label}`
    return node.items.map(item => this.check(item, shape.items, noun))
  }

  #scalar(node: ScalarNode, shape: Exclude<Shape, ListShape | MapShape | RecordShape>, label: string): unknown {
    const value = scalarMeaning(node, this.#text)
    if (shape.type === 'constant') return value === shape.value ? value : this.#notConstant(node, shape, label)
    if (shape.type === 'switch') return typeof value === 'boolean' ? value : this.#wrongType(node, label, wanted(shape))
    if (typeof value !== 'string') return this.#wrongType(node, label, wanted(shape))
    this.#report(node, () => textProblem(value, shape, label))
    return value
  }

  *#uniqueEntries(node: MapNode): Generator<MapEntry & {name: string}> {
    const seen = new Set<string>()
    for (const entry of node.entries) {
      const name = keyText(entry.key, this.#text)
      if (seen.has(name)) this.#report(entry.key, () => ({message: 'this key stands here for the second time'}))
      else yield {...entry, name}
      seen.add(name)
    }
  }

  #wrongType(node: ManifestNode, label: string, expected: string): undefined {
    const actual = node.kind === 'scalar' ? typeOf(scalarMeaning(node, this.#text)) : `a ${node.kind}`
    const problem = actual === 'nothing' ? {message: `${label} has no value`} : {message: `${label} is ${actual}, not ${expected}`}
    const isUnquoted = expected === 'text' && (actual === 'a number' || actual === 'true or false')
    this.#report(node, () => ({...problem, ...(isUnquoted && {hint: 'put it in quotes'})}))
    return undefined
  }

  #notConstant(node: ScalarNode, shape: ConstantShape, label: string): undefined {
    this.#report(node, () => ({message: `${label} is not ${shape.value}`, hint: `this gsec reads ${label} ${shape.value}`}))
    return undefined
  }

  #tooMany(node: ManifestNode): undefined {
    if (this.#values === MAX_VALUES + 1) this.#report(node, () => ({message: `the file has more than ${MAX_VALUES} values`}))
    return undefined
  }

  #report(node: ManifestNode, describe: () => Omit<Problem, 'offset'> | undefined): void {
    if (this.problems.length >= MAX_PROBLEMS) return
    const problem = describe()
    if (problem) this.problems.push({offset: node.start, ...problem})
  }
}

/** What is wrong with a text of a form or a choice, or undefined. Also for texts that stand elsewhere, as in a variable. */
export function textProblem(value: string, shape: Shape, label: string): Omit<Problem, 'offset'> | undefined {
  if (shape.type === 'choice') return shape.options.includes(value) ? undefined : notAmong(value, shape, label)
  if (shape.type !== 'text' || matches(shape.form, value)) return undefined
  return {message: `${label} ${shape.form.fault?.(value) ?? `is not ${shape.form.expects}`}`}
}

function matches(form: TextForm, value: string): boolean {
  return new RegExp(form.pattern, 'u').test(value)
}

function notAmong(value: string, {options}: ChoiceShape, label: string): Omit<Problem, 'offset'> {
  const near = suggestionFor(value, options)
  const meant = near ? `; did you mean "${near}"?` : ''
  if (options.length > MAX_LISTED) return {message: `${label} is not known${meant}`, hint: `known are ${options.join(', ')}`}
  return {message: `${label} is not one of ${options.join(', ')}${meant}`}
}

/** An unknown key is quoted only when it is nearly a known one: it may be a secret in the wrong place. */
function unknownKey(name: string, {keys}: RecordShape): Omit<Problem, 'offset'> {
  const refusal = refusalOf(name)
  if (refusal) return {message: `unknown key "${name}": ${refusal.why}`, hint: refusal.hint}
  const near = suggestionFor(name, Object.keys(keys))
  if (near) return {message: `unknown key "${name}"; did you mean "${near}"?`}
  return {message: 'unknown key', hint: `known here are ${Object.keys(keys).join(', ')}`}
}

function missing(name: string, {noun, keys}: RecordShape): Omit<Problem, 'offset'> {
  const shape = keys[name]?.shape
  const hint = shape?.type === 'constant' ? {hint: `begin with "${name}: ${shape.value}"`} : {}
  return {message: `${noun} has no ${name}`, ...hint}
}

function typeOf(value: ScalarNode['value']): string {
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'string' ? 'text' : 'a number'
}

function wanted(shape: Shape): string {
  if (shape.type === 'constant') return String(shape.value)
  return shape.type === 'switch' ? 'true or false' : 'text'
}
