import {GsecError} from '../errors.js'
import type {ManifestNode} from '../manifest/node.js'
import {readSimpleYaml} from '../manifest/read-simple-yaml.js'
import {readYaml} from '../manifest/read-yaml.js'
import {type InputNode, inputOf} from './input-node.js'

/**
 * The first document of a YAML text, or why go-yaml would not read it; what stands behind it is not looked at.
 * @throws GsecError MANIFEST_INVALID for aliases that multiply it beyond any use
 */
export function readFirstYaml(bytes: Uint8Array): {node: InputNode} | {fault: string} {
  const text = decodeUtf8(bytes)
  if (text === undefined) return {fault: 'yaml: invalid leading UTF-8 octet'}
  if (CONTROL.test(text)) return {fault: 'yaml: control characters are not allowed'}
  const [first] = splitYaml(text)
  if (!first) return {node: {type: 'null'}}
  let root: ManifestNode | undefined
  try {
    const document = text.slice(first.start, first.end)
    root = (readSimpleYaml(document) ?? readYaml(document, ''))[0]?.root
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    return {fault: faultOf(error)}
  }
  return {node: root ? inputOf(root) : {type: 'null'}}
}

/** A document of a YAML stream, as a range of its text. */
export interface YamlPart {
  start: number
  end: number
  /** Where its content begins: behind the line `---`, if it has one. */
  contentStart: number
}

/** Splits a YAML text at its lines `---` and `...`, which end a document wherever they stand. Parts without content are left out. */
export function splitYaml(text: string): YamlPart[] {
  const parts: YamlPart[] = []
  let start = 0
  let contentStart = 0
  const close = (end: number) => {
    if (HAS_CONTENT.test(text.slice(contentStart, end))) parts.push({start, end, contentStart})
  }
  for (const marker of text.matchAll(MARKER)) {
    const [line, dots, behind = ''] = marker
    const lineEnd = marker.index + line.length
    // what stands before the first separator, directives and comments, belongs to the first document
    const isOpening = parts.length === 0 && contentStart === 0 && !HAS_CONTENT.test(text.slice(0, marker.index))
    if (!isOpening) {
      close(dots ? lineEnd : marker.index)
      start = dots ? lineEnd : marker.index
    }
    contentStart = behind.trim() === '' || behind.trim().startsWith('#') ? lineEnd : marker.index
  }
  close(text.length)
  return parts
}

const MARKER = /^(?:---|(\.\.\.))(?=[ \t\r\n]|$)([^\n]*)(?:\n|$)/gm
/** A line that is neither blank nor a comment nor a directive. */
const HAS_CONTENT = /^(?![^\S\n]*(?:#|$)|%).*\S/m

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/

/** Without a byte order mark; undefined for anything but UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}

/** `yaml: line 3: …`; the place is `:line:column`. */
function faultOf({message, where = ''}: GsecError): string {
  const [, line] = /:(\d+):\d+$/.exec(where) ?? []
  return `yaml: ${line ? `line ${line}: ` : ''}${message.replace(/^not valid YAML: /, '')}`
}
