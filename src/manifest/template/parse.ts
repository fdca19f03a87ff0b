import {bytesOf} from './bytes.js'
import {Fault, nameForMessage, notEvaluated, placed} from './fault.js'
import {lex, type Token, type TokenKind, type Tokens} from './lex.js'
import {checkDepth, checkVariables, limits} from './limits.js'
import {charLiteral, numberLiteral, stringLiteral} from './literals.js'
import type {Branch, Call, Command, Loop, Node, Operand, Pipeline} from './syntax.js'

/** A template's tree, and every place where it names a function. */
export interface Parsed {
  nodes: Node[]
  calls: Call[]
}

/**
 * Reads a template by the grammar of Go's text/template/parse. Function names are not looked up.
 * @throws Fault "invalid" where Go refuses the text, "unsupported" for define, template, block and what exceeds the limits.
 */
export function parse(template: string): Parsed {
  if (template.length > limits.template) throw new Fault('unsupported', `the template is longer than ${limits.template} characters`, 0)
  const parser = new Parser(lex(template))
  return placed(
    () => parser.run(),
    () => parser.at,
  )
}

/** How a list of nodes ended. */
type Ending = 'end' | 'else' | 'end of template'

const OPERAND_STARTS: readonly TokenKind[] = [
  'bool',
  'char',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw string',
  'string',
  'variable',
  '(',
]

class Parser {
  readonly #tokens: Token[]
  readonly #end: Token
  readonly #calls: Call[] = []
  #next = 0
  /** Names declared so far; Go checks against them, and again when it runs. */
  #scope = ['$']
  #loops = 0
  #depth = 0

  constructor({tokens, end}: Tokens) {
    this.#tokens = tokens
    this.#end = end
  }

  /** Where the reading stands. */
  get at(): number {
    return this.#token(this.#next).at
  }

  run(): Parsed {
    const nodes: Node[] = []
    const ending = this.#nodes(nodes)
    if (ending !== 'end of template') throw new Fault('invalid', `"${ending}" without a block`)
    return {nodes, calls: this.#calls}
  }

  /** Fills the list up to `end`, `else` or the end of the template. */
  #nodes(nodes: Node[]): Ending {
    for (;;) {
      const token = this.#take()
      if (token.kind === 'end of template') return 'end of template'
      if (token.kind === 'text') nodes.push({kind: 'text', at: token.at, text: bytesOf(token.text)})
      else if (token.kind !== 'open') throw this.#unexpected(token, 'the template')
      else {
        const node = this.#action()
        if (typeof node === 'string') return node
        nodes.push(node)
      }
    }
  }

  #action(): Node | 'end' | 'else' {
    const first = this.#peekNonSpace()
    if (first.kind !== 'keyword') return {kind: 'action', at: first.at, pipeline: this.#pipeline('an action', 'close')}
    const keyword = first.text
    if (keyword === 'define' || keyword === 'template' || keyword === 'block') throw notEvaluated(`"${keyword}"`, first.at)
    this.#next++
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        return this.#block(keyword, first.at)
      case 'break':
      case 'continue':
        this.#close(keyword)
        if (this.#loops === 0) throw new Fault('invalid', `"${keyword}" outside "range"`, first.at)
        return {kind: keyword, at: first.at}
      case 'end':
        this.#close('end')
        return 'end'
      default: {
        // "else if" and "else with" leave their second word to the block.
        const next = this.#peekNonSpace()
        if (next.text !== 'if' && next.text !== 'with') this.#close('else')
        return 'else'
      }
    }
  }

  #block(kind: 'if' | 'with' | 'range', at: number): Branch | Loop {
    checkDepth(++this.#depth)
    const outer = this.#scope.length
    const pipeline = this.#pipeline(`"${kind}"`, 'close')
    const body: Node[] = []
    if (kind === 'range') this.#loops++
    const ending = this.#nodes(body)
    if (kind === 'range') this.#loops--
    const otherwise = ending === 'else' ? this.#otherwise(kind) : []
    if (ending === 'end of template') throw new Fault('invalid', `"${kind}" without "end"`, at)
    this.#scope.length = outer
    this.#depth--
    return {kind, at, pipeline, body, otherwise}
  }

  #otherwise(kind: string): Node[] {
    const next = this.#peekNonSpace()
    if (next.kind === 'keyword' && next.text === kind && kind !== 'range') {
      this.#next++
      // The inner block takes the "end" of both.
      return [this.#block(kind as 'if' | 'with', next.at)]
    }
    const nodes: Node[] = []
    const ending = this.#nodes(nodes)
    if (ending === 'else') throw new Fault('invalid', '"else" after "else"')
    if (ending === 'end of template') throw new Fault('invalid', '"else" without "end"')
    return nodes
  }

  #pipeline(context: string, end: 'close' | ')'): Pipeline {
    const at = this.#peekNonSpace().at
    const {variables, assigns} = this.#variables(context)
    const commands: Command[] = []
    for (;;) {
      const token = this.#peekNonSpace()
      if (token.kind === end) break
      if (!OPERAND_STARTS.includes(token.kind)) throw this.#unexpected(token, context)
      commands.push(this.#command())
    }
    this.#next++
    if (commands.length === 0) throw new Fault('invalid', `${context} without a value`, at)
    for (const {at, first} of commands.slice(1)) {
      const isValue =
        first.kind === 'bool' || first.kind === 'string' || first.kind === 'number' || first.kind === 'nil' || first.kind === 'dot'
      if (isValue) throw new Fault('invalid', 'after "|" stands something that takes no argument', at)
    }
    return {kind: 'pipeline', at, variables, assigns, commands}
  }

  /** `$x :=`, `$x =` or, in a range, `$i, $v :=`. */
  #variables(context: string): {variables: string[]; assigns: boolean} {
    const variables: string[] = []
    for (;;) {
      const variable = this.#peekNonSpace()
      if (variable.kind !== 'variable') return {variables, assigns: false}
      const start = this.#next++
      const sign = this.#peekNonSpace()
      if (sign.kind !== '=' && sign.kind !== ':=' && sign.kind !== ',') {
        this.#next = start
        return {variables, assigns: false}
      }
      this.#next++
      variables.push(variable.text)
      this.#declare(variable.text)
      if (sign.kind !== ',') return {variables, assigns: sign.kind === '='}
      if (context !== '"range"' || variables.length > 1) throw new Fault('invalid', `too many variables in ${context}`, sign.at)
      if (!['variable', 'close', ')'].includes(this.#peekNonSpace().kind))
        throw new Fault('invalid', 'after "," in "range" no variable', sign.at)
    }
  }

  #declare(name: string): void {
    this.#scope.push(name)
    checkVariables(this.#scope.length)
  }

  /** Operands with spaces between them, up to "|", which it takes, or to the end of the pipeline, which it leaves. */
  #command(): Command {
    const at = this.#peekNonSpace().at
    const operands: Operand[] = []
    for (;;) {
      if (OPERAND_STARTS.includes(this.#peekNonSpace().kind)) operands.push(this.#operand())
      const token = this.#take()
      if (token.kind === '|') break
      if (token.kind === 'close' || token.kind === ')') {
        this.#next--
        break
      }
      if (token.kind !== 'space') throw this.#unexpected(token, 'a command')
    }
    const [first, ...rest] = operands
    if (!first) throw new Fault('invalid', 'an empty command', at)
    return {at, first, rest}
  }

  #operand(): Operand {
    const term = this.#term()
    const names: string[] = []
    for (; this.#token(this.#next).kind === 'field'; this.#next++) names.push(this.#token(this.#next).text.slice(1))
    if (names.length === 0) return term
    if (term.kind === 'field' || term.kind === 'variable') return {...term, names: [...term.names, ...names]}
    if (term.kind === 'call' || term.kind === 'pipeline') return {kind: 'chain', at: term.at, base: term, names}
    throw new Fault('invalid', 'a field of something that has none', term.at)
  }

  #term(): Operand {
    const token = this.#take()
    const {at, text} = token
    switch (token.kind) {
      case 'identifier': {
        const call: Call = {kind: 'call', at, name: text}
        this.#calls.push(call)
        return call
      }
      case 'variable':
        if (!this.#scope.includes(text)) throw new Fault('invalid', `no variable ${nameForMessage(text)} here`, at)
        return {kind: 'variable', at, name: text, names: []}
      case 'field':
        return {kind: 'field', at, names: [text.slice(1)]}
      case 'bool':
        return {kind: 'bool', at, value: text === 'true'}
      case 'number':
        return {
          kind: 'number',
          at,
          ...placed(
            () => numberLiteral(text),
            () => at,
          ),
        }
      case 'char':
        return {
          kind: 'number',
          at,
          ...placed(
            () => charLiteral(text),
            () => at,
          ),
        }
      case 'string':
      case 'raw string':
        return {
          kind: 'string',
          at,
          value: placed(
            () => stringLiteral(token),
            () => at,
          ),
        }
      case '(':
        return this.#parenthesized()
      default:
        return {kind: token.kind === 'nil' ? 'nil' : 'dot', at}
    }
  }

  #parenthesized(): Pipeline {
    checkDepth(++this.#depth)
    const pipeline = this.#pipeline('parentheses', ')')
    this.#depth--
    return pipeline
  }

  #close(context: string): void {
    const token = this.#peekNonSpace()
    if (token.kind !== 'close') throw this.#unexpected(token, `"${context}"`)
    this.#next++
  }

  #token(index: number): Token {
    return this.#tokens[index] ?? this.#end
  }

  #take(): Token {
    return this.#token(this.#next++)
  }

  #peekNonSpace(): Token {
    while (this.#token(this.#next).kind === 'space') this.#next++
    return this.#token(this.#next)
  }

  #unexpected({kind, at}: Token, context: string): Fault {
    return new Fault('invalid', `unexpected ${kind} in ${context}`, at)
  }
}
