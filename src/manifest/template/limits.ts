import {Fault} from './fault.js'
import type {Bytes} from './value.js'

/** What a template from a stranger may cost. Kubernetes keeps a Secret below 1 MiB, so no real template comes near. */
export const limits = {
  /** Length of a template in UTF-16 code units. */
  template: 1 << 20,
  /** Bytes of the result and of every text on the way to it. */
  text: 1 << 20,
  /** Bytes that all function calls together may read and make. */
  bytes: 1 << 24,
  /** Nodes, commands and operands evaluated, and elements walked over. */
  steps: 100_000,
  /** Parentheses and blocks in one another, and lists in lists. */
  depth: 100,
  /** Variables in scope at one time: each look-up walks over them. */
  variables: 1000,
} as const

/** Counts the cost of one rendering and stops it at the limits. */
export class Work {
  #steps = 0
  #bytes = 0

  /** @throws Fault after too many steps. */
  step(count = 1): void {
    this.#steps += count
    if (this.#steps > limits.steps) throw new Fault('unsupported', `the template takes more than ${limits.steps} steps`)
  }

  /** @throws Fault when all texts together have become too long. */
  touch(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > limits.bytes) throw new Fault('unsupported', `the template moves more than ${limits.bytes} bytes`)
  }

  /** Asked before a text of this length is made. @throws Fault when it is too long. */
  make(bytes: number): void {
    if (bytes > limits.text) throw new Fault('unsupported', `the template makes more than ${limits.text} bytes`)
    this.touch(bytes)
  }
}

/** Puts a text together and stops before it becomes too long. */
export class Builder {
  readonly #work: Work
  readonly #parts: Bytes[] = []
  #length = 0

  constructor(work: Work) {
    this.#work = work
  }

  /** @throws Fault when the whole would be too long. */
  add(part: Bytes): void {
    this.#length += part.length
    if (this.#length > limits.text) throw new Fault('unsupported', `the template makes more than ${limits.text} bytes`)
    this.#work.touch(part.length)
    this.#parts.push(part)
  }

  toString(): Bytes {
    return this.#parts.join('')
  }
}

/** @throws Fault when lists, maps, blocks or parentheses lie too deep in one another. */
export function checkDepth(depth: number): void {
  if (depth > limits.depth) throw new Fault('unsupported', `the template nests more than ${limits.depth} levels`)
}

/** @throws Fault when too many variables are in scope. */
export function checkVariables(count: number): void {
  if (count > limits.variables) throw new Fault('unsupported', `the template has more than ${limits.variables} variables`)
}
