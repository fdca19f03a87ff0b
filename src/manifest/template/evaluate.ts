import {bytesOf} from './bytes.js'
import {Fault, nameForMessage, notEvaluated, placed} from './fault.js'
import {print} from './format.js'
import {functions, type Parameter, type TemplateFunction} from './functions.js'
import {Builder, checkVariables, Work} from './limits.js'
import type {Parsed} from './parse.js'
import type {Branch, Command, Loop, Node, Operand, Pipeline} from './syntax.js'
import {type Bytes, Dict, isTrue, List, typeName, type Value} from './value.js'

/** What `.key` does when the map has no such key: stand for "<no value>", or fail (Go's option missingkey=error). */
export type MissingKeys = 'no-value' | 'error'

/**
 * Runs a template as Go's text/template does: https://pkg.go.dev/text/template
 * @throws Fault "unsupported" for functions outside functions.ts and beyond the limits, "invalid" where Go stops with an error.
 */
export function evaluate({nodes, calls}: Parsed, data: Dict, missingKeys: MissingKeys): Bytes {
  for (const {name, at} of calls) functionNamed(name, at)
  const evaluator = new Evaluator(data, missingKeys)
  return placed(
    () => evaluator.run(nodes, data),
    () => evaluator.at,
  )
}

/** How a list of nodes ended before its end. */
type Interruption = 'break' | 'continue' | undefined

class Evaluator {
  /** Where the work is; for messages. */
  at = 0
  readonly #missingKeys: MissingKeys
  readonly #work = new Work()
  readonly #out = new Builder(this.#work)
  /** Innermost last. */
  #variables: {name: string; value: Value}[]

  constructor(root: Value, missingKeys: MissingKeys) {
    this.#variables = [{name: '$', value: root}]
    this.#missingKeys = missingKeys
  }

  run(nodes: Node[], dot: Value): Bytes {
    this.#walk(nodes, dot)
    return this.#out.toString()
  }

  #step(at: number): void {
    this.at = at
    this.#work.step()
  }

  #walk(nodes: readonly Node[], dot: Value): Interruption {
    for (const node of nodes) {
      this.#step(node.at)
      const interruption = this.#node(node, dot)
      if (interruption) return interruption
    }
    return undefined
  }

  #node(node: Node, dot: Value): Interruption {
    switch (node.kind) {
      case 'text':
        this.#out.add(node.text)
        return undefined
      case 'action': {
        const value = this.#pipeline(node.pipeline, dot)
        if (node.pipeline.variables.length === 0) this.#out.add(value === undefined ? '<no value>' : print([value], this.#work))
        return undefined
      }
      case 'range':
        return this.#range(node, dot)
      case 'break':
      case 'continue':
        return node.kind
      default:
        return this.#branch(node, dot)
    }
  }

  #branch(node: Branch, dot: Value): Interruption {
    const outer = this.#variables.length
    const value = this.#pipeline(node.pipeline, dot)
    const inner = node.kind === 'with' ? value : dot
    const interruption = isTrue(value) ? this.#walk(node.body, inner) : this.#walk(node.otherwise, dot)
    this.#variables.length = outer
    return interruption
  }

  #range(node: Loop, dot: Value): Interruption {
    const outer = this.#variables.length
    const value = this.#pipeline(node.pipeline, dot)
    const inner = this.#variables.length
    let isEmpty = true
    for (const [key, element] of this.#elements(node, value)) {
      isEmpty = false
      this.#step(node.at)
      this.#setLoopVariables(node.pipeline, key, element)
      const how = this.#walk(node.body, element)
      this.#variables.length = inner
      if (how === 'break') break
    }
    const interruption = isEmpty ? this.#walk(node.otherwise, dot) : undefined
    this.#variables.length = outer
    // A "break" in the else part, meant for a loop around this one, ends only this one in Go.
    return interruption === 'break' ? undefined : interruption
  }

  *#elements(node: Loop, value: Value): Generator<[key: Value, element: Value]> {
    if (value instanceof List) {
      for (const [index, item] of value.items.entries()) yield [BigInt(index), item]
    } else if (value instanceof Dict) {
      this.#work.step(value.entries.size)
      yield* value.sorted()
    } else if (typeof value === 'bigint') {
      if (node.pipeline.variables.length > 1) throw new Fault('invalid', '"range" over a number has one variable', node.at)
      for (let count = 0n; count < value; count++) yield [undefined, count]
    } else if (value !== undefined) throw new Fault('invalid', `"range" over a value of type ${typeName(value)}`, node.at)
  }

  #setLoopVariables({variables, assigns}: Pipeline, key: Value, element: Value): void {
    const values = variables.length > 1 ? [key, element] : [element]
    variables.forEach((name, index) => {
      if (assigns) this.#assign(name, values[index])
      // The pipeline has declared them last of all.
      else this.#variables[this.#variables.length - variables.length + index] = {name, value: values[index]}
    })
  }

  #pipeline(pipeline: Pipeline, dot: Value): Value {
    let value: Value
    let isPiped = false
    for (const command of pipeline.commands) {
      this.#step(command.at)
      // Go looks through an interface here: its nil becomes the absent value.
      value = this.#command(command, dot, isPiped ? [value] : []) ?? undefined
      isPiped = true
    }
    for (const name of pipeline.variables) {
      if (pipeline.assigns) this.#assign(name, value)
      else this.#declare(name, value)
    }
    return value
  }

  /** @param piped the result of the command before, or nothing in the first command. */
  #command({first, rest}: Command, dot: Value, piped: readonly Value[]): Value {
    if (first.kind === 'call') return this.#call(first.name, first.at, rest, dot, piped)
    if (first.kind === 'nil') throw new Fault('invalid', '"nil" is no command', first.at)
    const hasArguments = rest.length + piped.length > 0
    const isField = first.kind === 'field' || first.kind === 'chain' || (first.kind === 'variable' && first.names.length > 0)
    if (hasArguments && !isField) throw new Fault('invalid', 'an argument for something that is no function', first.at)
    return this.#operand(first, dot, hasArguments)
  }

  #operand(operand: Operand, dot: Value, hasArguments = false): Value {
    this.#step(operand.at)
    switch (operand.kind) {
      case 'dot':
        return dot
      case 'nil':
        return null
      case 'field':
        return this.#fields(dot, operand.names, operand.at, hasArguments)
      case 'variable':
        return this.#fields(this.#find(operand.name).value, operand.names, operand.at, hasArguments)
      case 'chain':
        return this.#fields(this.#operand(operand.base, dot), operand.names, operand.at, hasArguments)
      case 'call':
        return this.#call(operand.name, operand.at, [], dot, [])
      case 'pipeline':
        return this.#pipeline(operand, dot)
      default:
        return operand.value
    }
  }

  /** `.a.b.c` of a value, at any depth. */
  #fields(value: Value, names: readonly string[], at: number, hasArguments: boolean): Value {
    return names.reduce((receiver, name, index) => {
      this.#step(at)
      const field = this.#field(receiver, name)
      if (hasArguments && index === names.length - 1 && receiver !== undefined) {
        throw new Fault('invalid', `an argument for ${nameForMessage(name)}, which is no function`)
      }
      return field
    }, value)
  }

  #field(receiver: Value, name: string): Value {
    const value = receiver instanceof Dict ? receiver.entries.get(bytesOf(name)) : undefined
    if (value !== undefined) return value
    if (receiver !== undefined && !(receiver instanceof Dict)) {
      throw new Fault('invalid', `no field ${nameForMessage(name)} in a value of type ${typeName(receiver)}`)
    }
    if (this.#missingKeys === 'error') throw new Fault('invalid', `no entry for key ${nameForMessage(name)}`)
    return undefined
  }

  #call(name: string, at: number, operands: readonly Operand[], dot: Value, piped: readonly Value[]): Value {
    const called = functionNamed(name, at)
    checkCount(name, called, operands.length + piped.length, at)
    const values: Value[] = []
    for (const operand of operands) {
      const value = this.#argument(name, operand, parameter(called, values.length), dot)
      values.push(value)
      if (called.stopsAt === isTrue(value)) return value
    }
    for (const value of piped) values.push(conform(name, value, parameter(called, values.length), at))
    this.at = at
    for (const value of values) {
      if (typeof value === 'string') this.#work.touch(value.length)
    }
    const result = called.call(values, this.#work)
    if (typeof result === 'string') this.#work.make(result.length)
    return result
  }

  #argument(name: string, operand: Operand, type: Parameter, dot: Value): Value {
    if (operand.kind === 'number' && type === 'int' && operand.whole !== undefined) return operand.whole
    if (operand.kind === 'nil' && type === 'value') return undefined
    return conform(name, this.#operand(operand, dot), type, operand.at)
  }

  #declare(name: string, value: Value): void {
    this.#variables.push({name, value})
    checkVariables(this.#variables.length)
  }

  #assign(name: string, value: Value): void {
    this.#find(name).value = value
  }

  #find(name: string): {name: string; value: Value} {
    const variable = this.#variables.findLast(candidate => candidate.name === name)
    if (!variable) throw new Fault('invalid', `no variable ${nameForMessage(name)} here`)
    return variable
  }
}

function functionNamed(name: string, at: number): TemplateFunction {
  const found = functions.get(name)
  if (!found) throw notEvaluated(`function ${nameForMessage(name)}`, at)
  return found
}

function parameter({fixed, further}: TemplateFunction, index: number): Parameter {
  return fixed[index] ?? further ?? 'any'
}

function checkCount(name: string, {fixed, further}: TemplateFunction, count: number, at: number): void {
  if (count === fixed.length || (count > fixed.length && further)) return
  const wanted = `${further ? 'at least ' : ''}${fixed.length}`
  throw new Fault('invalid', `function "${name}" with ${count} arguments, where it takes ${wanted}`, at)
}

/** Go passes a value on as it is or not at all: nothing is converted. */
function conform(name: string, value: Value, type: Parameter, at: number): Value {
  if (type === 'value') return value
  if (type === 'any') return value ?? null
  const isFit = typeof value === (type === 'int' ? 'bigint' : type === 'bool' ? 'boolean' : 'string')
  if (!isFit) throw new Fault('invalid', `function "${name}" wants ${type} here, not ${typeName(value)}`, at)
  return value
}
