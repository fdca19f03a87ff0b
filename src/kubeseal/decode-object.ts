import type {PlainObject} from '../manifest/value.js'
import {decode} from './decode.js'
import {Failure} from './failure.js'
import {quote} from './go-text.js'
import type {InputNode} from './input-node.js'
import {JsonFault, readWholeJson} from './json-text.js'
import {isKnownKind} from './known-kinds.js'
import {type Struct, struct} from './schema.js'
import {readFirstYaml} from './yaml-text.js'

/** A kind that is wanted, and what stands for it when a document does not say. */
export interface WantedKind {
  apiVersion: string
  kind: string
  schema: Struct
}

/** How Go prints the type of what it looks at first. */
const meta = struct('struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }', [
  {name: 'apiVersion', schema: {kind: 'text', goType: 'string'}},
  {name: 'kind', schema: {kind: 'text', goType: 'string'}},
])

/**
 * Reads one object of a kind, the first document of a text, as the API machinery's universal decoder does: types are
 * not coerced, names of fields are exact, a kind that is not stated is the wanted one, nothing at all is an empty object.
 * @returns its fields, with what the text itself says of apiVersion and kind
 * @throws Failure in the API machinery's words
 */
export function decodeObject(bytes: Buffer, wanted: WantedKind): PlainObject {
  const node = parse(bytes)
  const {object: stated, fault: metaFault} = decode({...meta, name: ''}, node, {coerces: false, ignoresCase: true})
  if (metaFault !== undefined) throw new Failure(`couldn't get version/kind; json parse error: ${metaFault}`)
  checkKind(String(stated['apiVersion'] ?? ''), String(stated['kind'] ?? ''), wanted)
  const {object, fault} = decode(wanted.schema, node, {coerces: false, ignoresCase: false})
  if (fault !== undefined) throw new Failure(fault)
  return object
}

function parse(bytes: Buffer): InputNode {
  const text = bytes.toString('utf8')
  if (!/^[\t\n\v\f\r \u0085\u00a0]*\{/.test(text)) {
    const read = readFirstYaml(bytes)
    if ('fault' in read) throw new Failure(read.fault)
    return read.node
  }
  try {
    return readWholeJson(text)
  } catch (error) {
    if (error instanceof JsonFault) throw new Failure(`couldn't get version/kind; json parse error: ${error.message}`)
    throw error
  }
}

function checkKind(apiVersion: string, kind: string, wanted: WantedKind): void {
  const actualVersion = versionOf(apiVersion, wanted.apiVersion)
  const actualKind = kind || wanted.kind
  if (actualVersion === wanted.apiVersion && actualKind === wanted.kind) return
  if (!isKnownKind(actualVersion, actualKind)) {
    throw new Failure(
      `no kind ${quote(actualKind)} is registered for version ${quote(actualVersion)} in scheme "pkg/runtime/scheme.go:111"`,
    )
  }
  throw new Failure(`converting (${goType(actualVersion, actualKind)}) to (${goType(wanted.apiVersion, wanted.kind)}): unknown conversion`)
}

/** Nothing, or the group alone, stands for the wanted version. */
function versionOf(apiVersion: string, wanted: string): string {
  const parts = apiVersion.split('/')
  if (parts.length > 2) throw new Failure(`unexpected GroupVersion string: ${apiVersion}`)
  const version = parts.pop() ?? ''
  const group = parts.join('/')
  if (version === '' && (group === '' || wanted.startsWith(`${group}/`))) return wanted
  // kubeseal goes on to quote the whole input
  if (version === '') throw new Failure("Object 'apiVersion' is missing")
  return group === '' ? version : `${group}/${version}`
}

function goType(apiVersion: string, kind: string): string {
  return `${apiVersion.replace(/^.*\//, '')}.${kind}`
}
