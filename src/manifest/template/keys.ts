import {textOf} from './bytes.js'
import type {Command, Node, Operand, Pipeline} from './syntax.js'

/** The top-level keys that a tree mentions. What is reached through `with`, `range` or a variable counts where it is plainly the data. */
export function keysOf(nodes: readonly Node[]): string[] {
  const finder = new KeyFinder()
  finder.walk(nodes, true)
  return [...finder.keys]
}

class KeyFinder {
  readonly keys = new Set<string>()
  /** Variables in scope, innermost last, and whether each holds the whole data. */
  #variables = [{name: '$', isData: true}]

  /** @param dotIsData whether `.` is the whole data here. */
  walk(nodes: readonly Node[], dotIsData: boolean): void {
    for (const node of nodes) {
      if (node.kind === 'action') this.#pipeline(node.pipeline, dotIsData)
      else if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') {
        const outer = this.#variables.length
        const isData = this.#pipeline(node.pipeline, dotIsData)
        if (node.kind === 'range') this.#forget(node.pipeline)
        const inner = node.kind === 'if' ? dotIsData : node.kind === 'with' && isData
        this.walk(node.body, inner)
        this.walk(node.otherwise, dotIsData)
        this.#variables.length = outer
      }
    }
  }

  /** Collects from a pipeline; true when its result is the whole data. */
  #pipeline({commands, variables, assigns}: Pipeline, dotIsData: boolean): boolean {
    const results = commands.map(command => this.#command(command, dotIsData))
    const isData = results.length === 1 && results[0] === true
    for (const name of variables) {
      if (assigns) this.#assign(name, isData)
      else this.#variables.push({name, isData})
    }
    return isData
  }

  #command({first, rest}: Command, dotIsData: boolean): boolean {
    const results = [first, ...rest].map(operand => this.#operand(operand, dotIsData))
    const [, key] = rest
    if (first.kind === 'call' && first.name === 'index' && results[1] === true && key?.kind === 'string')
      this.keys.add(textOf(String(key.value)))
    return results.length === 1 && results[0] === true
  }

  /** Collects from an operand; true when it is the whole data. */
  #operand(operand: Operand, dotIsData: boolean): boolean {
    switch (operand.kind) {
      case 'dot':
        return dotIsData
      case 'field':
        return this.#fields(dotIsData, operand.names)
      case 'variable':
        return this.#fields(this.#variables.findLast(({name}) => name === operand.name)?.isData === true, operand.names)
      case 'chain':
        return this.#fields(this.#operand(operand.base, dotIsData), operand.names)
      case 'pipeline':
        return this.#pipeline(operand, dotIsData)
      default:
        return false
    }
  }

  #fields(isData: boolean, [first]: readonly string[]): boolean {
    if (first === undefined) return isData
    if (isData) this.keys.add(first)
    return false
  }

  #assign(name: string, isData: boolean): void {
    const variable = this.#variables.findLast(candidate => candidate.name === name)
    if (variable) variable.isData = isData
  }

  /** The variables of a range hold an element, whatever its pipeline was. */
  #forget({variables}: Pipeline): void {
    for (const name of variables) this.#assign(name, false)
  }
}
