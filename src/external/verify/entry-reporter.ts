import {GsecError} from '../../errors.js'
import {nameOf} from '../eso-object.js'
import type {FindingList} from '../finding-list.js'
import type {ResolveFault} from '../resolve/fault.js'
import {membersOf} from '../resolve/json/go-json.js'
import type {EntryOutcome} from '../resolve/resolve-external-secret.js'
import {below, isSet, type Spot, textOf} from '../spot.js'
import {nearKey, nearName} from './near-names.js'
import {type ExternalVerifyRuleId, RULE_OF} from './rules.js'
import type {StoreFinder} from './store-finder.js'
import type {ResolvedObject, VerifiedKey} from './verify-external-secrets.js'

interface Options {
  allowMissing: readonly string[]
  suggests: boolean
}

/** Turns what came of entries into findings; what stops a whole store is said once. */
export class EntryReporter {
  readonly #findings: FindingList<ExternalVerifyRuleId>
  readonly #finder: StoreFinder
  readonly #options: Options
  readonly #said = new Set<string>()

  constructor(findings: FindingList<ExternalVerifyRuleId>, finder: StoreFinder, options: Options) {
    this.#findings = findings
    this.#finder = finder
    this.#options = options
  }

  async report({at, values, fault, isSkipped}: EntryOutcome, one: ResolvedObject): Promise<VerifiedKey[]> {
    if (!fault) return [...(values ?? [])].map(([key, value]) => ({key, status: 'ok', bytes: value.length}))
    const key =
      textOf(below(at, 'secretKey')) ?? `${at.path}${isSet(below(at, 'extract')) ? '.extract' : isSet(below(at, 'find')) ? '.find' : ''}`
    if (fault.kind === 'missing' && this.#isAllowed(at)) return [{key, status: 'left out'}]
    await this.#add({at, fault, isSkipped}, one)
    return [{key, status: isSkipped ? 'left out' : RULE_OF[fault.kind]}]
  }

  async #add({at, fault, isSkipped}: EntryOutcome & {fault: ResolveFault}, one: ResolvedObject): Promise<void> {
    const spot = spotOf(at, fault, one.spec)
    if (fault.kind === 'unasked') {
      const said = JSON.stringify([fault.code, fault.message, fault.where])
      if (this.#said.has(said)) return
      this.#said.add(said)
    }
    const {object, spec} = one
    const policy = textOf(below(spec, 'target', 'deletionPolicy'))
    const place = fault.where === undefined ? '' : ` (${fault.where})`
    const message = `${spot.path}: ${fault.message}${place}${isSkipped ? `; ESO leaves it out, since deletionPolicy is ${policy}` : ''}`
    const fix = (this.#options.suggests ? await this.#suggestion(at, fault, one) : undefined) ?? fault.hint
    this.#findings.add(RULE_OF[fault.kind], object.file, nameOf(object), spot, message, {
      fix,
      ...(isSkipped && {severity: 'medium' as const}),
    })
  }

  #isAllowed(at: Spot): boolean {
    const names = [textOf(below(at, 'secretKey')), textOf(below(at, 'remoteRef', 'key')), textOf(below(at, 'extract', 'key'))]
    return names.some(name => name !== undefined && this.#options.allowMissing.includes(name))
  }

  /** What was probably meant; listing names and looking at the keys of a value is worth a flag. */
  async #suggestion(at: Spot, {kind}: ResolveFault, {spec, namespace}: ResolvedObject): Promise<string | undefined> {
    const source = sourceOf(at)
    const key = textOf(below(source, 'key'))
    if (key === undefined || (kind !== 'missing' && kind !== 'property')) return undefined
    try {
      const store = await this.#finder.find(storeRefOf(at, spec), namespace)
      if (kind === 'missing') {
        const near = await nearKey(store, key)
        return near === undefined ? undefined : `did you mean key: ${near}?`
      }
      const stored = await store.get(store.nameOf(key), textOf(below(source, 'version')))
      const near = nearName(textOf(below(source, 'property')) ?? '', fieldsOf(stored))
      return near === undefined ? undefined : `did you mean property: ${near}?`
    } catch (error) {
      if (error instanceof GsecError) return undefined
      throw error
    }
  }
}

type Stored = Awaited<ReturnType<Awaited<ReturnType<StoreFinder['find']>>['get']>>

function fieldsOf(stored: Stored): string[] {
  if (stored.kind === 'fields') return [...stored.fields.keys()]
  return [...(membersOf(stored.value.reveal().toString('latin1'))?.keys() ?? [])].map(key => Buffer.from(key, 'latin1').toString('utf8'))
}

const sourceOf = (at: Spot) => ['remoteRef', 'extract', 'find'].map(name => below(at, name)).find(isSet) ?? at

function storeRefOf(at: Spot, spec: Spot): Spot {
  const own = below(at, 'sourceRef', 'storeRef')
  return isSet(own) ? own : below(spec, 'secretStoreRef')
}

/** The field that is to blame. */
function spotOf(at: Spot, {kind}: ResolveFault, spec: Spot): Spot {
  const source = sourceOf(at)
  const field = (...names: string[]) => names.map(name => below(source, name)).find(isSet) ?? source
  switch (kind) {
    case 'version':
    case 'disabled':
      return field('version', 'key')
    case 'property':
    case 'not-json':
      return field('property', 'key')
    case 'decoding':
      return field('decodingStrategy', 'key')
    case 'null-byte':
      return field('nullBytePolicy', 'key')
    case 'rewrite':
      return isSet(below(at, 'rewrite')) ? below(at, 'rewrite') : at
    case 'unasked':
      return isSet(storeRefOf(at, spec)) ? storeRefOf(at, spec) : at
    case 'template':
    case 'unverified':
      return at
    default:
      return field('key')
  }
}
