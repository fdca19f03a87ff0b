import type {Range, Text} from '../text.js'
import {isWhite} from './characters.js'
import {DEEPEST} from './flow.js'
import {type Entry, type Mapping, mappingOf, type Node, Scalar} from './node.js'

interface Element {
  tag: string
  start: number
  entries: Entry[]
  text: Scalar | undefined
}

const TAG = /([A-Za-z_][\w.:-]{0,100})((?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}'){0,200})>/y
const ATTRIBUTE = /([A-Za-z_][\w.:-]{0,100})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/dg

/**
 * Walks XML: an element with attributes or elements in it is a mapping, one with text a leaf. Elements left open are closed
 * at the end; a tag that closes nothing is passed over. XML is rare here: all of it counts as telling.
 */
export function walkXml(text: Text, {start, end}: Range): Mapping {
  const root: Element = {tag: '', start, entries: [], text: undefined}
  const open: Element[] = [root]
  const {content} = text
  for (let at = content.indexOf('<', start); at !== -1 && at < end; at = content.indexOf('<', at)) {
    at = takeMarkup(text, at, open)
  }
  while (open.length > 1) close(open)
  return mappingOf(root.entries)
}

/** @returns the offset from which the next `<` is looked for */
function takeMarkup(text: Text, at: number, open: Element[]): number {
  const {content} = text
  const next = content.charAt(at + 1)
  if (next === '!') return takeDeclaration(text, at, open)
  if (next === '?') return at + 2
  if (next === '/') {
    const tag = /[\w.:-]{1,101}/y
    tag.lastIndex = at + 2
    const name = tag.exec(content)?.[0]
    const depth = open.slice(-NEAR).findLastIndex(element => element.tag === name)
    const from = Math.max(0, open.length - NEAR) + depth
    if (depth !== -1 && from > 0) while (open.length > from) close(open)
    return at + 2
  }
  TAG.lastIndex = at + 1
  const match = TAG.exec(content)
  if (!match) return at + 1
  const [whole, tag = '', attributes = ''] = match
  const after = at + 1 + whole.length
  openElement(
    {tag, start: at, entries: attributesIn(text, attributes, at + 1 + tag.length), text: undefined},
    attributes.endsWith('/'),
    open,
  )
  takeText(text, after, open)
  return after
}

/** How many elements up a closing tag may look for its own. */
const NEAR = 20

function takeDeclaration(text: Text, at: number, open: Element[]): number {
  const {content} = text
  if (content.startsWith('<![CDATA[', at)) {
    const end = content.indexOf(']]>', at)
    const innermost = open.at(-1)
    if (innermost && open.length > 1) innermost.text = new Scalar(text, at + 9, end === -1 ? content.length : end, 'plain', true)
    return end === -1 ? content.length : end
  }
  if (!content.startsWith('<!--', at)) return at + 2
  const end = content.indexOf('-->', at)
  return end === -1 ? content.length : end
}

function openElement(element: Element, isEmpty: boolean, open: Element[]): void {
  if (open.length > DEEPEST) return
  open.push(element)
  if (isEmpty) close(open)
}

function takeText(text: Text, from: number, open: Element[]): void {
  const {content} = text
  const innermost = open.at(-1)
  if (!innermost || open.length === 1) return
  const next = content.indexOf('<', from)
  let start = from
  let end = next === -1 ? content.length : next
  while (start < end && isWhite(content.charCodeAt(start))) start++
  while (end > start && isWhite(content.charCodeAt(end - 1))) end--
  if (end > start) innermost.text = new Scalar(text, start, end, 'plain', true)
}

function attributesIn(text: Text, attributes: string, offset: number): Entry[] {
  return Array.from(attributes.matchAll(ATTRIBUTE), match => {
    const [start, end] = match.indices?.[2] ?? match.indices?.[3] ?? [0, 0]
    return {
      key: match[1] ?? '',
      keyStart: offset + match.index,
      isTelling: true,
      value: new Scalar(text, offset + start, offset + end, 'plain', true),
    }
  })
}

function close(open: Element[]): void {
  const element = open.pop()
  const around = open.at(-1)
  if (!element || !around) return
  const value: Node | undefined = element.entries.length === 0 ? element.text : mappingOf(element.entries)
  if (value) around.entries.push({key: element.tag, keyStart: element.start, isTelling: true, value})
  if (element.text && element.entries.length > 0)
    around.entries.push({key: element.tag, keyStart: element.start, isTelling: true, value: element.text})
}
