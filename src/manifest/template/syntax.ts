import type {Bytes, Value} from './value.js'

// The tree of a template. Every node has `at`, its offset in the template in UTF-16 code units.

export type Node = Text | Action | Branch | Loop | Jump

interface Text {
  kind: 'text'
  at: number
  text: Bytes
}

interface Action {
  kind: 'action'
  at: number
  pipeline: Pipeline
}

/** `else if` is a branch alone in `otherwise`. */
export interface Branch {
  kind: 'if' | 'with'
  at: number
  pipeline: Pipeline
  body: Node[]
  otherwise: Node[]
}

export interface Loop {
  kind: 'range'
  at: number
  pipeline: Pipeline
  body: Node[]
  otherwise: Node[]
}

interface Jump {
  kind: 'break' | 'continue'
  at: number
}

/** `$a, $b := first | second`. */
export interface Pipeline {
  kind: 'pipeline'
  at: number
  /** With the $; two only in a range. */
  variables: string[]
  /** Whether they are set (=), not declared (:=). */
  assigns: boolean
  commands: Command[]
}

/** A value, or a function and its arguments; never empty. */
export interface Command {
  at: number
  first: Operand
  rest: Operand[]
}

export type Operand = Constant | NumberConstant | Nil | Dot | Field | Variable | Call | Chain | Pipeline

interface Constant {
  kind: 'bool' | 'string'
  at: number
  value: Value
}

interface NumberConstant {
  kind: 'number'
  at: number
  value: bigint | number
  /** The number as an int, where a function wants one. */
  whole: bigint | undefined
}

interface Nil {
  kind: 'nil'
  at: number
}

interface Dot {
  kind: 'dot'
  at: number
}

/** `.a.b`. */
interface Field {
  kind: 'field'
  at: number
  names: string[]
}

/** `$x` or `$x.a.b`; the name has its $. */
interface Variable {
  kind: 'variable'
  at: number
  name: string
  names: string[]
}

/** The name of a function; its arguments are the other operands of its command. */
export interface Call {
  kind: 'call'
  at: number
  name: string
}

/** `(pipeline).a.b` or `function.a.b`. */
interface Chain {
  kind: 'chain'
  at: number
  base: Pipeline | Call
  names: string[]
}
