import {type Decoded, decode} from './decode.js'
import {Failure} from './failure.js'
import {JsonFault, type JsonValue, readJsonValue} from './json-text.js'
import type {Struct} from './schema.js'
import {readFirstYaml} from './yaml-text.js'

/** One document: what was found in it and, where it did not fit, why. Undefined for one that is not even YAML. */
export interface StreamDocument {
  decoded: Decoded | undefined
  fault: string | undefined
}

/** White space as Go knows it, which a byte order mark is not. */
const BRACE = /^[\t\n\v\f\r \u0085\u00a0]*\{/

const YAML_RULES = {coerces: true, ignoresCase: true}
const JSON_RULES = {coerces: false, ignoresCase: true}
const YAML_PREFIX = 'error unmarshaling JSON: while decoding JSON: '

/**
 * The documents of a stream as Kubernetes' own decoder finds them: JSON values one after the other when it begins with a
 * brace, YAML documents otherwise, or from the first thing on that is no JSON.
 * https://github.com/kubernetes/apimachinery/blob/v0.36.2/pkg/util/yaml/decoder.go (YAMLOrJSONDecoder)
 *
 * kubeseal drops the document before a separator that it does not understand; here that is an error.
 * @throws Failure at such a separator, and where kubeseal would never end
 */
export function* readDocuments(bytes: Buffer, schema: Struct): Generator<StreamDocument> {
  const text = bytes.toString('utf8')
  if (!BRACE.test(text)) return yield* readYamlDocuments(bytes, schema)
  let at = 0
  for (let count = 0; ; ) {
    const read = readJson(text, at)
    if (read === undefined) return
    if ('value' in read) {
      const decoded = decode(schema, read.value.node, JSON_RULES)
      if (decoded.fault === undefined) {
        yield {decoded, fault: undefined}
        count++
        at = read.value.end
        continue
      }
      if (count > 1) return yield {decoded, fault: decoded.fault}
      return yield* readRest(text.slice(at), schema, decoded)
    }
    if (count > 1) throw new Failure(`not JSON behind the last object: ${read.fault}`)
    return yield* readRest(text.slice(at), schema)
  }
}

function readJson(text: string, at: number): {value: JsonValue} | {fault: string} | undefined {
  try {
    const value = readJsonValue(text, at)
    return value && {value}
  } catch (error) {
    if (error instanceof JsonFault) return {fault: error.message}
    throw error
  }
}

/** What is no JSON is read as YAML, without the end of the line before it. The first fault of a JSON value outlives that. */
function* readRest(rest: string, schema: Struct, asJson?: Decoded): Generator<StreamDocument> {
  const [, blank = ''] = /^([^\S\n]*\n?)/.exec(rest) ?? []
  let first = asJson
  for (const document of readYamlDocuments(Buffer.from(rest.slice(blank.length)), schema)) {
    if (first && (document.fault !== undefined || !document.decoded)) yield {decoded: document.decoded ?? first, fault: first.fault}
    else yield document
    first = undefined
  }
}

function* readYamlDocuments(bytes: Buffer, schema: Struct): Generator<StreamDocument> {
  for (const {lines, endsBadly, line} of splitYaml(bytes)) {
    const document = readYamlDocument(lines, schema)
    const holdsSomething = document.decoded !== undefined && Object.keys(document.decoded.object).length > 0
    if (endsBadly === 'inline' || (endsBadly === 'glued' && holdsSomething)) {
      throw new Failure(`invalid Yaml document separator in line ${line}: only a comment may follow the dashes`)
    }
    if (!endsBadly) yield document
  }
}

interface YamlPart {
  lines: readonly Buffer[]
  /** How the part ends where it ends at a line that is no separator: with text behind the dashes, or glued to them. */
  endsBadly: 'inline' | 'glued' | undefined
  /** The number of the line at its end. */
  line: number
}

/** Line by line: `---` and a comment at most separate documents; carriage returns go; a first separator stays. */
function* splitYaml(bytes: Buffer): Generator<YamlPart> {
  let lines: Buffer[] = []
  let line = 0
  for (const content of linesOf(bytes)) {
    line++
    const [, glue, behind] = (content[0] === DASH && /^---(\s*)(.*)$/s.exec(content.toString('latin1'))) || []
    if (behind !== undefined && behind.trim() !== '' && !behind.startsWith('#')) {
      yield {lines, endsBadly: glue === '' ? 'glued' : 'inline', line}
      lines = []
    } else if (behind !== undefined && lines.length > 0) {
      yield {lines, endsBadly: undefined, line}
      lines = []
    } else lines.push(content)
  }
  if (lines.length > 0) yield {lines, endsBadly: undefined, line}
}

const DASH = 0x2d
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found === -1 ? bytes.length : found
    yield bytes.subarray(start, found > start && bytes[found - 1] === CARRIAGE_RETURN ? end - 1 : end)
    start = end + 1
  }
}

const BREAK = Buffer.of(LINE_FEED)

function readYamlDocument(lines: readonly Buffer[], schema: Struct): StreamDocument {
  const read = readFirstYaml(Buffer.concat(lines.flatMap(line => [line, BREAK])))
  if ('fault' in read) return {decoded: undefined, fault: read.fault}
  const decoded = decode(schema, read.node, YAML_RULES)
  return {decoded, fault: decoded.fault === undefined ? undefined : YAML_PREFIX + decoded.fault}
}
