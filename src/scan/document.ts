import type {ObjectName} from '../finding.js'
import type {RuleInfo} from './detection.js'
import type {Format} from './format.js'
import type {Inspection} from './inspection.js'
import type {StepFacts} from './next-steps.js'
import type {Range, Text} from './text.js'
import {child, entriesOf, type Node, textAt} from './walk/node.js'

/** One document of a file, or one object of a list, and what is known of it before anybody looks for secrets. */
export interface DocumentFacts {
  /** Of the file, with slashes. */
  path: string
  /** The name that says what the text is: the path, or the key under which an embedded text stands. */
  name: string
  format: Format
  text: Text
  range: Range
  root: Node | undefined
  /** Empty where the document has none. */
  apiVersion: string
  kind: string
  object: ObjectName | undefined
  isExample: boolean
  /** True for a text within another document's value. */
  isEmbedded: boolean
}

/**
 * What a kind of document makes of its values: where a literal is a secret, and where it never is. One policy a file under
 * documents/, with test/fixtures/documents/<id>.yaml beside it. What a policy neither reports nor leaves alone is judged by its
 * keys afterwards, under the policy's own rule.
 */
export interface DocumentPolicy {
  /** The name of its file and of its fixture. */
  id: string
  rule: RuleInfo
  /** Rules that it reports under besides its own. */
  rules?: readonly RuleInfo[]
  /** The only kinds it is asked about, '' for a document without one; without this it is asked about every document. */
  kinds?: readonly string[]
  /** It looks at values that have no credential word in or above them: its kinds are walked as a whole. */
  needsAll?: boolean
  /** Always, for its kinds, unless told. */
  applies?: (document: DocumentFacts) => boolean
  inspect?: (inspection: Inspection) => void
  /** True when `inspect` reads the text itself: no search for assignments afterwards. */
  ownsText?: boolean
  /** What to type next for a value in such a document. */
  commands: (facts: StepFacts) => string[]
}

export function definePolicy(policy: DocumentPolicy): DocumentPolicy {
  return policy
}

export function factsOf(root: Node | undefined): Pick<DocumentFacts, 'apiVersion' | 'kind' | 'object'> {
  const kind = textAt(root, 'kind') ?? ''
  const apiVersion = textAt(root, 'apiVersion') ?? ''
  const isObject = kind !== '' && (apiVersion !== '' || child(root, 'metadata') !== undefined)
  return {apiVersion, kind, object: isObject ? {kind, name: plainText(root, 'name'), namespace: plainText(root, 'namespace')} : undefined}
}

/** A part of the object's name, unless a template makes it. */
function plainText(root: Node | undefined, key: string): string | undefined {
  const text = textAt(root, 'metadata', key)
  return text && /^[\w.-]{1,253}$/.test(text) ? text : undefined
}

/** The API group without its version, empty for the core group. */
export function groupOf({apiVersion}: DocumentFacts): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

export function annotationsOf(root: Node | undefined): ReadonlyMap<string, string> {
  const annotations = new Map<string, string>()
  for (const {key, value} of entriesOf(child(child(root, 'metadata'), 'annotations'))) {
    if (value.type === 'scalar') annotations.set(key, value.value)
  }
  return annotations
}

const WAIVER = 'gsec.dev/ignore'

/** `gsec.dev/ignore: "rule: reason"`, several of them on lines of their own or with `;` between. */
export function waiversOf(root: Node | undefined): ReadonlyMap<string, string> {
  const waivers = new Map<string, string>()
  for (const part of (annotationsOf(root).get(WAIVER) ?? '').split(/[;\n]/)) {
    const [, rule, reason = ''] = /^\s*([a-z0-9-]+)\s*(?::\s*(.*))?$/.exec(part) ?? []
    if (rule) waivers.set(rule, reason.trim())
  }
  return waivers
}

/** The last part of a path, in lower case. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase()
}
