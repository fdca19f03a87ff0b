import type {Severity} from '../finding.js'
import {base64Runs, decodeBase64} from './base64.js'
import type {Budget} from './budget.js'
import {type Detection, lowered, type RuleInfo, ranks, type Site} from './detection.js'
import {type DocumentFacts, factsOf} from './document.js'
import {policyFor, walkFor} from './documents.js'
import {type Format, formatOf, isExamplePath} from './format.js'
import {formOf, inspectAssignments} from './inspect-embedded.js'
import {inspectTree} from './inspect-tree.js'
import {Inspection} from './inspection.js'
import {type Step, stepInto, stepToItem} from './key-path.js'
import {Leaves} from './leaves.js'
import type {Match} from './match-rules.js'
import {anyWithin, firstAfter, lastWhere} from './sorted.js'
import type {Range, Text} from './text.js'
import {topKind} from './top-kind.js'
import {findUrlPasswords} from './url-passwords.js'
import type {Hits, Vocabulary} from './vocabulary.js'
import {child, type Node, textAt} from './walk/node.js'
import {rootOf} from './walk/root.js'
import {yamlDocuments} from './walk/yaml-documents.js'

/** Base64 in base64 is as deep as people go. */
const DEEPEST_DECODING = 2
/** A manifest in a ConfigMap in a patch. */
const DEEPEST_EMBEDDING = 5

/** `{{` at the beginning of a line or of a plain value. Between quotes it is text to YAML. */
const TEMPLATE_ACTION = /^[ \t]*(?:- )?(?:[\w./-]+:[ \t]+)?[\w.-]*\{\{/m

/** A file that another one makes a Secret of. */
export interface Mention {
  /** With slashes, relative to where the mentioning file's path is. */
  path: string
  form: 'env' | 'file'
}

/** What surrounds a document that stands in a value of another one. */
export interface Surroundings {
  outer?: Inspection
  step?: Step | undefined
  depth?: number
}

/** One file while it is scanned. */
export class FileScan {
  /** Says what kind of file it is. */
  readonly path: string
  /** What the user calls it. */
  readonly shown: string
  readonly budget: Budget
  readonly detections: Detection[] = []
  readonly mentions: Mention[] = []
  /** True when a rule of `.sops.yaml` is for this path. */
  readonly isForSops: boolean
  /** Set when a document has a sops block. */
  hasSops = false
  readonly #vocabulary: Vocabulary
  readonly #hits = new WeakMap<Text, Hits>()
  readonly #templates = new WeakMap<Text, boolean>()
  readonly #inspections: Inspection[] = []
  #leaves: Leaves | undefined
  #isExample: boolean | undefined

  constructor({path, shown}: {path: string; shown: string}, budget: Budget, vocabulary: Vocabulary, isForSops: boolean) {
    this.path = path
    this.shown = shown
    this.budget = budget
    this.#vocabulary = vocabulary
    this.isForSops = isForSops
  }

  /** Asked for when something is found: for most files nobody does. */
  get isExample(): boolean {
    this.#isExample ??= isExamplePath(this.path)
    return this.#isExample
  }

  /** True for a text with template actions where YAML has none. */
  isTemplate(text: Text): boolean {
    const known = this.#templates.get(text)
    if (known !== undefined) return known
    const found = TEMPLATE_ACTION.test(text.content)
    this.#templates.set(text, found)
    return found
  }

  add(detection: Detection): void {
    this.budget.spendFinding()
    const isGeneric = detection.rank <= ranks.place
    this.detections.push(isGeneric && this.isExample ? {...detection, severity: lowered(detection.severity)} : detection)
  }

  /** All layers over one text: tokens, addresses, what is encoded, and what the document says. */
  scanText(text: Text, bytes: Buffer, name: string, depth = 0): void {
    this.budget.spend(bytes.length)
    const hits = this.#vocabulary.search(bytes)
    this.#hits.set(text, hits)
    const before = this.detections.length
    this.#findTokens(text, bytes, hits)
    if (depth < DEEPEST_DECODING) this.#scanEncoded(text, bytes, depth)
    if (hits.credentials.length + hits.urls.length + this.detections.length === before) return
    const format = formatOf(name, text.content)
    if (hits.urls.length > 0) findUrlPasswords(this, text, hits.urls, format === 'code' || format === 'prose')
    if (hits.credentials.length > 0 || this.detections.length > before) this.inspectDocuments(text, name, format, {depth})
  }

  #findTokens(text: Text, bytes: Buffer, hits: Hits): void {
    for (const near of hits.rules) {
      for (const match of near.matches(bytes, count => this.budget.spend(count * 4))) this.#addToken(text, match)
    }
  }

  #addToken(text: Text, {rule, start, end, secret}: Match): void {
    if (isStandIn(secret)) return
    const range = text.rangeInFile(start, end)
    const rank = rule.isGeneral ? ranks.form : ranks.token
    this.add({rule, rank, severity: rule.severity, range, value: secret, prefix: publicPrefix(secret, rule.keywords)})
  }

  #scanEncoded(text: Text, bytes: Buffer, depth: number): void {
    for (const {start, end} of base64Runs(bytes)) {
      const decoded = decodeBase64(text.slice(start, end))
      if (decoded) this.scanText(decoded, decoded.bytes(), '', depth + 1)
    }
  }

  /** Looks at each document of a text, or at the text as a whole where it has no documents. */
  inspectDocuments(text: Text, name: string, format: Format, around: Surroundings = {}): void {
    if (around.outer && around.outer.level >= DEEPEST_EMBEDDING) return
    const ranges = format === 'yaml' ? yamlDocuments(text.content, this.hitsOf(text).markers) : [{start: 0, end: text.content.length}]
    // within another document, or decoded, somebody saw a reason to look already
    const isKnown = around.outer !== undefined || !text.isFile
    const foundAt = isKnown ? [] : this.detections.map(({range}) => range.start).sort((a, b) => a - b)
    for (const range of ranges) {
      const walk = isKnown ? 'all' : this.#walkFor(text, range, foundAt)
      if (walk === 'nothing') continue
      this.budget.spend(range.end - range.start)
      this.#inspectDocument(
        text,
        range,
        rootOf(text, range, format, this.hitsOf(text).credentials, walk === 'telling'),
        {name, format},
        around,
      )
    }
  }

  /** Most documents hold no credential word, and some kinds no secret: they are not even walked. */
  #walkFor(text: Text, range: Range, foundAt: readonly number[]): 'nothing' | 'telling' | 'all' {
    if (anyWithin(foundAt, range.start - 1, range.end)) return 'all'
    const {credentials, kinds} = this.hitsOf(text)
    if (!anyWithin(credentials, range.start, range.end)) return 'nothing'
    return walkFor(topKind(text.content, range, kinds))
  }

  #inspectDocument(
    text: Text,
    range: Range,
    root: Node | undefined,
    named: Pick<DocumentFacts, 'name' | 'format'>,
    around: Surroundings,
  ): void {
    const items = child(root, 'items')
    if (items?.type !== 'sequence' || !textAt(root, 'kind')?.endsWith('List')) {
      this.#inspectObject(this.#factsOf(root, text, range, named, around), around)
      return
    }
    const step = stepInto(around.step, 'items')
    for (const [index, item] of items.items.entries()) {
      this.#inspectObject(this.#factsOf(item, text, range, named, around), {...around, step: stepToItem(step, index, item)})
    }
  }

  #factsOf(
    root: Node | undefined,
    text: Text,
    range: Range,
    {name, format}: Pick<DocumentFacts, 'name' | 'format'>,
    {outer}: Surroundings,
  ): DocumentFacts {
    const {apiVersion, kind, object} = factsOf(root)
    const {path, isExample} = this
    return {path, name, format, text, range, root, apiVersion, kind, object, isExample, isEmbedded: outer !== undefined}
  }

  #inspectObject(document: DocumentFacts, around: Surroundings): void {
    const policy = around.outer && document.kind === '' ? around.outer.policy : policyFor(document)
    const inspection = new Inspection(this, document, policy, around)
    if (document.text.isFile) this.#inspections.push(inspection)
    policy.inspect?.(inspection)
    // a text that only claims to be YAML or JSON is one leaf
    if (document.root && document.root.type !== 'scalar') inspectTree(inspection, document.root, around.step)
    else if (!policy.ownsText) inspectAssignments(inspection, document.text, document.range, formOf(document.format), around.step)
  }

  hitsOf(text: Text): Hits {
    let hits = this.#hits.get(text)
    if (!hits) {
      this.budget.spend(text.content.length)
      hits = this.#vocabulary.search(text.bytes())
      this.#hits.set(text, hits)
    }
    return hits
  }

  hasCredentials(text: Text, start: number, end: number): boolean {
    return anyWithin(this.hitsOf(text).credentials, start, end)
  }

  /** Offsets after the credential words in a piece of text, in order. */
  *credentialsIn(text: Text, start: number, end: number): Generator<number> {
    const {credentials} = this.hitsOf(text)
    for (let at = firstAfter(credentials, start); at < credentials.length; at++) {
      const hit = credentials[at] as number
      if (hit > end) return
      yield hit
    }
  }

  /** Where something found in the bytes stands in a document. */
  siteAt(offset: number): Site | undefined {
    if (!this.#leaves) {
      this.#leaves = new Leaves()
      for (const inspection of this.#inspections) this.#leaves.add(inspection, inspection.document.root, inspection.origin)
    }
    const placed = this.#leaves.at(offset)
    if (placed) return placed.inspection.siteOf(placed.step)
    const index = lastWhere(this.#inspections, ({document: {range}}) => range.start <= offset)
    const around = this.#inspections[index]
    return around && offset < around.document.range.end ? around.siteOf(undefined) : undefined
  }

  /** Reports the file as a whole. */
  addForFile(rule: RuleInfo, severity: Severity, site: Site): void {
    this.add({rule, rank: ranks.exact, severity, range: {start: 0, end: 0}, value: '', prefix: '', site})
  }
}

/** The longest keyword that the token begins with, as it is written: what its vendor made public. */
function publicPrefix(secret: string, keywords: readonly string[]): string {
  const folded = secret.slice(0, 64).toLowerCase()
  const lengths = keywords.filter(word => folded.startsWith(word)).map(word => word.length)
  return secret.slice(0, Math.max(0, ...lengths))
}

/** `xxxxxxxx`, `00000000`: a token's form without a token. A key in PEM, which is longer, has such runs. */
function isStandIn(secret: string): boolean {
  return secret.length <= 128 && (/([A-Za-z0-9*.])\1{7}/.test(secret) || /example|placeholder|redacted|your[-_]/i.test(secret))
}
