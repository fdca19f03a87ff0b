import {GsecError} from '../../errors.js'
import type {Finding, ObjectName} from '../../finding.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import type {ProviderClient} from '../../providers/client.js'
import type {StoreSpec} from '../../providers/open-client.js'
import type {Secret} from '../../secret.js'
import {type EsoObject, esoObject, externalSecretSpecOf, nameOf} from '../eso-object.js'
import {FindingList} from '../finding-list.js'
import {loadRegularExpressions} from '../regular-expressions.js'
import {type EntryOutcome, type Resolution, resolveExternalSecret} from '../resolve/resolve-external-secret.js'
import {Turnstile} from '../resolve/turnstile.js'
import {below, rootSpot, type Spot, textOf} from '../spot.js'
import {compareSecret} from './compare-secret.js'
import {EntryReporter} from './entry-reporter.js'
import {externalVerifyRules} from './rules.js'
import {StoreFinder, type StoreSources} from './store-finder.js'

/** What became of one key: ok with the length of its value, left out (deletionPolicy or --allow-missing), or a rule that it breaks. */
export interface VerifiedKey {
  /** The key of the Secret; where it is not known, the place: "dataFrom[0].extract". */
  key: string
  status: 'ok' | 'left out' | string
  bytes?: number
}

export interface VerifiedExternalSecret extends ObjectName {
  path: string
  line: number
  /** The Secret that it makes. */
  target: string | undefined
  keys: readonly VerifiedKey[]
}

export interface ExternalVerifyInput {
  /** ExternalSecrets and ClusterExternalSecrets. */
  objects: readonly ManifestObject[]
  /** -n, for those that name no namespace. */
  namespace?: string | undefined
  stores: StoreSources
  open: (store: StoreSpec) => Promise<ProviderClient>
  /** The Secret to compare with; undefined when there is none. Absent: nothing is compared. */
  against?:
    | ((target: {name: string | undefined; namespace: string | undefined}) => Promise<ReadonlyMap<string, Secret> | undefined>)
    | undefined
  /** Keys of the provider or of the Secret that may be missing. */
  allowMissing?: readonly string[]
  /** Looks for near names of what is missing, which lists the store. */
  suggests?: boolean
  /** Throws where no provider could be asked at all; else that is a finding. */
  mustAnswer?: boolean
  /** How many questions are under way at once. */
  parallel?: number
  /** Called after each answer of a provider, with their number so far. */
  onAnswer?: (answers: number) => void
}

export interface ExternalVerified {
  findings: readonly Finding[]
  counts: {externalSecrets: number; externalKeys: number; keysOk: number; calls: number}
  secrets: readonly VerifiedExternalSecret[]
}

const PARALLEL = 16

/**
 * Resolves ExternalSecrets against their providers, and says what would not sync. Each secret and version is asked for once.
 * @throws GsecError of the first failure when no provider could be asked at all
 */
export async function verifyExternalSecrets(input: ExternalVerifyInput): Promise<ExternalVerified> {
  let calls = 0
  const onAnswer = () => {
    calls++
    input.onAnswer?.(calls)
  }
  const finder = new StoreFinder(input.stores, {open: input.open, turnstile: new Turnstile(input.parallel ?? PARALLEL), onAnswer})
  const expressions = await loadRegularExpressions()
  const resolved = await Promise.all(
    input.objects.map(async manifest => {
      const object = esoObject(manifest)
      const external = externalSecretSpecOf(object)
      const spec = external?.spec ?? rootSpot(manifest.node)
      const namespace = external?.isCluster ? undefined : (object.namespace ?? input.namespace)
      const resolution = await resolveExternalSecret(spec, {storeFor: ref => finder.find(ref, namespace), expressions})
      return {object, spec, namespace, resolution}
    }),
  )
  if (input.mustAnswer ?? true) throwWhenNobodyAnswered(resolved.flatMap(({resolution}) => resolution.outcomes))
  const findings = new FindingList(externalVerifyRules)
  const reporter = new EntryReporter(findings, finder, {allowMissing: input.allowMissing ?? [], suggests: input.suggests ?? false})
  const secrets: VerifiedExternalSecret[] = []
  for (const one of resolved) {
    const keys: VerifiedKey[] = []
    for (const outcome of one.resolution.outcomes) keys.push(...(await reporter.report(outcome, one)))
    await compare(one, input, findings)
    secrets.push(verified(one, keys))
  }
  const keys = secrets.flatMap(secret => secret.keys)
  const keysOk = keys.filter(({status}) => status === 'ok').length
  return {findings: findings.sorted(), counts: {externalSecrets: secrets.length, externalKeys: keys.length, keysOk, calls}, secrets}
}

/** One ExternalSecret with what came of it. */
export interface ResolvedObject {
  object: EsoObject
  spec: Spot
  namespace: string | undefined
  resolution: Resolution
}

function verified({object, spec, namespace}: ResolvedObject, keys: readonly VerifiedKey[]): VerifiedExternalSecret {
  const {file, root} = object
  const line = file.text.slice(0, root.range.start).split('\n').length
  return {...nameOf(object), namespace, path: file.path, line, target: targetOf({object, spec}), keys}
}

const targetOf = ({object, spec}: Pick<ResolvedObject, 'object' | 'spec'>) => textOf(below(spec, 'target', 'name')) ?? object.name

/** An answer is also a no of the provider; what gsec cannot evaluate is none, but nobody had to be asked for that. */
function throwWhenNobodyAnswered(outcomes: readonly EntryOutcome[]): void {
  const unasked = outcomes.filter(({fault}) => fault?.kind === 'unasked' || (fault?.kind === 'unverified' && fault.code !== undefined))
  const [first] = unasked
  const isAnswered = outcomes.some(outcome => !unasked.includes(outcome) && outcome.fault?.kind !== 'unverified')
  if (!first?.fault || isAnswered) return
  const {code, message, hint} = first.fault
  throw new GsecError(code ?? 'BUG', message, {hint, where: first.fault.where})
}

async function compare(
  one: ResolvedObject,
  {against}: ExternalVerifyInput,
  findings: FindingList<keyof typeof externalVerifyRules>,
): Promise<void> {
  const {object, namespace, resolution} = one
  if (!against || !resolution.data) return
  const at = below(object.root, 'metadata', 'name')
  const report = (message: string) => findings.add('external-differs', object.file, nameOf(object), at, message)
  const secret = await against({name: targetOf(one), namespace})
  if (!secret) report('there is no Secret of this name to compare with')
  else for (const {key, message} of compareSecret(resolution.data, secret)) report(`${key}: ${message}`)
}
