import {GsecError} from '../errors.js'
import type {Finding} from '../finding.js'
import {looksLikeTemplate} from '../manifest/helm-template.js'
import {textAt} from '../manifest/node.js'
import {type ManifestFile, type ManifestObject, objectsOf, readManifests} from '../manifest/read-manifests.js'
import {FindingList} from './finding-list.js'
import {lintRules} from './rules/rules.js'
import {rootSpot} from './spot.js'

/** A file to be linted. */
export interface LintSource {
  /** For messages, with slashes. */
  path: string
  bytes: Uint8Array
  /** The user named this very file: what cannot be read in it is worth an answer. */
  isNamed: boolean
}

export interface ReadObjects {
  objects: readonly ManifestObject[]
  /** What is wrong with the file as a whole. */
  findings: readonly Finding[]
  isTemplate: boolean
}

/** One of these stands in every manifest that lint has something to say about. */
const MARKS = ['external-secrets.io', 'ExternalSecret', 'SecretStore', 'PushSecret']
/** The same for stores and generators alone, in YAML and in JSON. */
const STORE_OR_GENERATOR = /kind["']?: *["']?(Cluster)?SecretStore\b|generators\.external-secrets\.io/
const NOTHING: ReadObjects = {objects: [], findings: [], isTemplate: false}

/**
 * The objects of a file. Other files than manifests of ESO are passed over, unless the user named them.
 * @throws GsecError MANIFEST_INVALID for a Helm template that the user named
 */
export function readObjects({path, bytes, isNamed}: LintSource): ReadObjects {
  if (!isNamed && !mentions(bytes, MARKS)) return NOTHING
  try {
    const file = readManifests(bytes, path)
    const objects = file.documents.flatMap(document => (isNamed || document.root.kind === 'map' ? objectsOf(document) : []))
    return {...NOTHING, objects: objects.map(withListKind)}
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    if (!looksLikeTemplate(bytes)) return {...NOTHING, findings: [unreadable(error, bytes, path)]}
    if (isNamed) throw templateError(path)
    return {...NOTHING, isTemplate: true}
  }
}

/** The items of an ExternalSecretList need no kind: kubectl takes it from the list. */
function withListKind(object: ManifestObject): ManifestObject {
  const {document, isListItem, kind} = object
  const ofList = textAt(document.root, 'kind')?.replace(/List$/, '') || undefined
  return isListItem && kind === undefined ? {...object, kind: ofList, apiVersion: textAt(document.root, 'apiVersion')} : object
}

/** Objects among which stores may be; none where anything is wrong with the file. */
export function readSurroundings({path, bytes}: LintSource): readonly ManifestObject[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return STORE_OR_GENERATOR.test(text) ? readObjects({path, bytes, isNamed: false}).objects : []
}

export function mentions(bytes: Uint8Array, words: readonly string[]): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return words.some(word => buffer.includes(word))
}

/** The reader's errors have their place in words; the finding points there again. */
function unreadable({message, where = ''}: GsecError, bytes: Uint8Array, path: string): Finding {
  const text = Buffer.from(bytes).toString('utf8')
  const [, line = '1', column = '1'] = /:(\d+):(\d+)$/.exec(where.slice(path.length)) ?? []
  const file: ManifestFile = {path, text, byteOrderMark: '', format: 'yaml', documents: []}
  const start = offsetOf(text, Number(line), Number(column))
  const findings = new FindingList(lintRules)
  const root = rootSpot({kind: 'scalar', value: null, text: '', start, end: start})
  findings.add('eso-yaml-invalid', file, undefined, root, message)
  const [finding] = findings.sorted()
  return finding as Finding
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1
  return start + column - 1
}

function templateError(path: string): GsecError {
  return new GsecError('MANIFEST_INVALID', 'is a Helm template, not a manifest', {
    where: path,
    hint: 'render it first: helm template … | gsec external lint -',
  })
}
