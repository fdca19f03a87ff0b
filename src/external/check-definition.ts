import {counted} from '../duration.js'
import {entryOf, isNull, type ListNode, type ManifestNode, type MapNode} from '../manifest/node.js'
import {suggestionFor} from '../suggestion.js'
import {brokenConstraint} from './broken-constraint.js'
import {scalarProblem} from './check-scalar.js'
import {listed, typeWord} from './describe-value.js'
import type {EsoObject, Report} from './eso-object.js'
import {isPlaceholder} from './placeholder.js'
import type {Form, ListForm, MapForm} from './schema/form.js'
import {objectMeta} from './schema/object-meta.js'
import {below, entriesOf, isEmpty, isSet, itemsOf, type Spot} from './spot.js'
import {unknownField} from './unknown-field.js'

/** Holds an object against its definition, as the API server does under strict field validation. */
export function checkDefinition(object: EsoObject, form: MapForm, report: Report): void {
  new DefinitionChecker(object, report).check(form)
}

/** What stands above every form: `checkHead` reads it. */
const HEAD = ['apiVersion', 'kind']
const METADATA = {form: objectMeta, isRequired: true, hasDefault: false}

class DefinitionChecker {
  readonly #object: EsoObject
  readonly #report: Report
  #placeholders = 0
  #unread = 0

  constructor(object: EsoObject, report: Report) {
    this.#object = object
    this.#report = report
  }

  check(form: MapForm): void {
    const {root} = this.#object
    const whole = {...form, fields: {metadata: METADATA, ...form.fields}}
    for (const {name, key} of entriesOf(root)) {
      if (HEAD.includes(name)) continue
      const field = fieldOf(whole, name)
      const at = below(root, name)
      if (!field) unknownField(name, {spot: at, key, form: whole, known: [...HEAD, ...Object.keys(whole.fields)]}, this.#report)
      else if (name === 'status') this.#status(at, field.form)
      else if (isSet(at)) this.#value(at, field.form)
    }
    this.#summary()
  }

  /** A status is dropped before anything looks at it, but a field that does not exist is refused first. */
  #status(status: Spot, form: Form): void {
    this.#report('eso-status', status, 'status is written by the controller; what stands here is dropped')
    new DefinitionChecker(this.#object, (ruleId, ...rest) => {
      if (ruleId === 'eso-unknown-field') this.#report(ruleId, ...rest)
    }).#value(status, form)
  }

  #value(spot: Spot, form: Form): void {
    const {node} = spot
    if (!node || form.is === 'anything') return
    if (node.kind === 'scalar' && typeof node.value === 'string' && isPlaceholder(node.value)) {
      const isFree = form.is === 'text' && !form.oneOf && !form.pattern && form.max === undefined && !form.format
      if (!isFree) this.#placeholders++
      return
    }
    if (form.is === 'map') {
      if (node.kind === 'map') this.#map(spot, node, form)
      else this.#wrongType(spot, node, 'a map')
    } else if (form.is === 'list') {
      if (node.kind === 'list') this.#list(spot, node, form)
      else this.#wrongType(spot, node, 'a list')
    } else if (node.kind === 'scalar') {
      const problem = scalarProblem(node, form, this.#object.file)
      if (problem) this.#report(problem.ruleId, spot, `${spot.path} ${problem.says}`, {fix: problem.fix})
    } else this.#wrongType(spot, node, expected(form))
  }

  #list(spot: Spot, {items}: ListNode, {of, min = 0, max = Number.POSITIVE_INFINITY}: ListForm): void {
    if (items.length < min)
      this.#report('eso-item-count', spot, `${spot.path} has ${counted(items.length, 'item')}, and needs at least ${min}`)
    if (items.length > max)
      this.#report('eso-item-count', spot, `${spot.path} has ${counted(items.length, 'item')}, and takes at most ${max}`)
    for (const item of itemsOf(spot)) {
      if (item.node && isNull(item.node)) this.#wrongType(item, item.node, expected(of))
      else this.#value(item, of)
    }
  }

  #map(spot: Spot, node: MapNode, form: MapForm): void {
    this.#unread += form.unreadRules ?? 0
    if (form.others === 'unchecked' && !isEmpty(spot)) {
      this.#report('eso-not-checked', spot, `the fields of ${spot.path} are not checked offline`)
    }
    for (const {name, key, at} of entriesOf(spot)) {
      const field = fieldOf(form, name)
      const valueForm = field?.form ?? form.values
      // of equal keys the last one counts
      if (entryOf(node, name)?.value !== at.node) continue
      if (!valueForm) {
        if (form.others === undefined) unknownField(name, {spot: at, key, form}, this.#report)
      } else if (isSet(at)) this.#value(at, valueForm)
    }
    this.#missing(spot, form)
    this.#countFields(spot, node, form)
    for (const constraint of form.constraints ?? []) {
      const broken = brokenConstraint(spot, constraint)
      if (broken !== undefined) this.#report('eso-field-rule', spot, `${spot.path} ${broken}`)
    }
  }

  #missing(spot: Spot, form: MapForm): void {
    for (const [name, {isRequired, hasDefault}] of Object.entries(form.fields)) {
      const at = below(spot, name)
      if (!isRequired || hasDefault || isSet(at)) continue
      // a slip in the name is reported as such
      const known = Object.keys(form.fields)
      if (entriesOf(spot).some(entry => !known.includes(entry.name) && suggestionFor(entry.name, known) === name)) continue
      this.#report('eso-required-field', at, `${at.path} is missing`)
    }
  }

  #countFields(spot: Spot, node: MapNode, {min = 0, max = Number.POSITIVE_INFINITY, fields}: MapForm): void {
    const set = new Set(node.entries.filter(({value}) => !isNull(value)).map(({key}) => key.text))
    if (set.size >= min && set.size <= max) return
    const known = Object.keys(fields)
    const choice = known.length <= 6 ? listed(known) : `${known.length} fields`
    const has = set.size === 0 ? 'none' : listed([...set])
    const wanted =
      min === 1 && max === 1
        ? `exactly one of ${choice}`
        : set.size < min
          ? `at least ${counted(min, 'field')}`
          : `at most ${counted(max, 'field')}`
    this.#report('eso-item-count', spot, `${spot.path} needs ${wanted}, and has ${has}`, {
      fix: set.size < min ? 'add a field' : 'keep one of them',
    })
  }

  #wrongType(spot: Spot, node: ManifestNode, wanted: string): void {
    this.#report('eso-wrong-type', spot, `${spot.path} is ${typeWord(node)}, the API wants ${wanted}`)
  }

  /** What was left out, in one finding for the whole object. */
  #summary(): void {
    const {root} = this.#object
    const [values, rules] = [this.#placeholders, this.#unread]
    if (values > 0) this.#report('eso-placeholder', root, `${counted(values, 'value')} with a placeholder ${areOf(values)} not checked`)
    if (rules > 0) {
      const fix = 'let the API server check them: kubectl apply --dry-run=server'
      this.#report('eso-not-checked', root, `${counted(rules, 'rule')} of the definition (CEL) ${areOf(rules)} not evaluated`, {fix})
    }
  }
}

function fieldOf({fields}: MapForm, name: string) {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

function expected(form: Form): string {
  if (form.is === 'map') return 'a map'
  if (form.is === 'list' || form.is === 'integer') return form.is === 'list' ? 'a list' : 'a number'
  return form.is === 'boolean' ? 'true or false' : 'text'
}

const areOf = (number: number) => (number === 1 ? 'is' : 'are')
