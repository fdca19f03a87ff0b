import type {Range, Text} from '../text.js'
import {blockContent, doubleQuotedContent, foldedContent, singleQuotedContent} from './scalar.js'

/** What a tolerant walker makes of a document, whatever its syntax. Offsets are into the text that was walked. */
export type Node = Scalar | Mapping | Sequence

export interface Entry {
  key: string
  keyStart: number
  /** The key has a credential word in it. */
  isTelling: boolean
  value: Node
}

/** `hasHit`: a credential word stands in it, in a key or a value. */
export interface Mapping {
  type: 'mapping'
  entries: Entry[]
  hasHit: boolean
}

export interface Sequence {
  type: 'sequence'
  items: Node[]
  hasHit: boolean
}

export function mappingOf(entries: Entry[]): Mapping {
  return {type: 'mapping', entries, hasHit: entries.some(({isTelling, value}) => isTelling || value.hasHit)}
}

export function sequenceOf(items: Node[]): Sequence {
  return {type: 'sequence', items, hasHit: items.some(({hasHit}) => hasHit)}
}

/** `block` keeps line breaks (|), `folded` does not (>). */
export type Style = 'plain' | 'single' | 'double' | 'block' | 'folded'

/** Nothing that a person seals is longer; a longer leaf stays as it is written, so that none fills the memory. */
const LONGEST_DECODED = 1_000_000

/** A leaf. The range leaves out quotes and block indicators: it is what a report marks. */
export class Scalar {
  readonly type = 'scalar'
  readonly text: Text
  readonly start: number
  readonly end: number
  readonly style: Style
  readonly hasHit: boolean
  /** `!vault`, `!Ref`, `!!binary`; empty when there is none. */
  readonly tag: string
  #content: Text | undefined

  constructor(text: Text, start: number, end: number, style: Style, hasHit: boolean, tag = '') {
    this.text = text
    this.start = start
    this.end = end
    this.style = style
    this.hasHit = hasHit
    this.tag = tag
  }

  /** What the program that reads the document gets, unescaped and unfolded, with the way back. */
  get content(): Text {
    this.#content ??= this.#decode()
    return this.#content
  }

  /** The content's characters, one a byte. */
  get value(): string {
    return this.style === 'plain' && !this.#content ? this.#plain() : this.content.content
  }

  /** The bytes of the file that hold it. */
  get rangeInFile(): Range {
    return this.text.rangeInFile(this.start, this.end)
  }

  get isQuoted(): boolean {
    return this.style === 'single' || this.style === 'double'
  }

  #plain(): string {
    const raw = this.text.content.slice(this.start, this.end)
    return raw.includes('\n') ? this.content.content : raw
  }

  #decode(): Text {
    const raw = this.text.slice(this.start, this.end)
    if (raw.content.length > LONGEST_DECODED) return raw
    if (this.style === 'double') return doubleQuotedContent(raw)
    if (this.style === 'single') return singleQuotedContent(raw)
    if (this.style === 'plain') return foldedContent(raw)
    const indent = this.start - (this.text.content.lastIndexOf('\n', this.start) + 1)
    return blockContent(raw, indent, this.style === 'folded')
  }
}

/** The value of a key, or undefined; the last one where a key stands twice, as Kubernetes reads it. */
export function child(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'mapping') return undefined
  for (let at = node.entries.length - 1; at >= 0; at--) if (node.entries[at]?.key === key) return node.entries[at]?.value
  return undefined
}

/** Follows keys downwards. */
export function descend(node: Node | undefined, ...keys: string[]): Node | undefined {
  return keys.reduce<Node | undefined>(child, node)
}

/** The text of a leaf below a node, or undefined where there is none. */
export function textAt(node: Node | undefined, ...keys: string[]): string | undefined {
  const leaf = descend(node, ...keys)
  return leaf?.type === 'scalar' ? leaf.value : undefined
}

export function entriesOf(node: Node | undefined): readonly Entry[] {
  return node?.type === 'mapping' ? node.entries : []
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'sequence' ? node.items : []
}
