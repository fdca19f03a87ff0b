import {bytesOf, textOf as textOfBytes} from '../../manifest/template/bytes.js'
import type {Bytes} from '../../manifest/template/value.js'
import {Secret} from '../../secret.js'
import type {RegularExpressions} from '../regular-expressions.js'
import {below, isSet, itemsOf, type Spot, textOf} from '../spot.js'
import type {AskedStore} from './asked-store.js'
import {decodeValue} from './decode.js'
import {faultOf, ResolveFault, unverified} from './fault.js'
import {findValues} from './find-values.js'
import {readMap, readValue} from './read-value.js'
import {renderTarget} from './render-target.js'
import {rewriteMap} from './rewrite/rewrite.js'
import {checkedKeys, checkNullBytes, convertKeys, type ValueMap} from './secret-keys.js'
import {fieldText, readFind, readRemote, readRewrites, readTreatment} from './sources.js'

/** What came of one entry of data or dataFrom, or of a template. */
export interface EntryOutcome {
  /** The place to point at. */
  at: Spot
  /** The keys of the Secret that it gives, with their values; absent when it gives none. */
  values?: ReadonlyMap<string, Secret>
  fault?: ResolveFault
  /** ESO goes on without this entry, since deletionPolicy is not Retain. */
  isSkipped: boolean
}

export interface Resolution {
  outcomes: readonly EntryOutcome[]
  /** The data of the Secret that ESO would make; absent where an entry or a template fails. */
  data: ReadonlyMap<string, Secret> | undefined
}

export interface ResolveContext {
  /**
   * The store that a storeRef means.
   * @throws ResolveFault or GsecError where it is not there or cannot be asked
   */
  storeFor(storeRef: Spot): Promise<AskedStore>
  expressions: RegularExpressions
}

/** Makes of an ExternalSecret what ESO 2.9 would make of it, byte for byte, as far as gsec can tell. Keeps on after a failure. */
export async function resolveExternalSecret(spec: Spot, context: ResolveContext): Promise<Resolution> {
  const ownStore = below(spec, 'secretStoreRef')
  const entries = [
    ...itemsOf(below(spec, 'dataFrom')).map(at => ({at, read: () => fromSource(at, storeOf(at, ownStore), context)})),
    ...itemsOf(below(spec, 'data')).map(at => ({at, read: () => fromData(at, storeOf(at, ownStore), context)})),
  ]
  const keeps = (textOf(below(spec, 'target', 'deletionPolicy')) ?? 'Retain') === 'Retain'
  const read = await Promise.all(entries.map(({at, read}) => outcomeOf(at, read, keeps)))
  if (read.some(({fault, isSkipped}) => fault && !isSkipped)) return {outcomes: read.map(published), data: undefined}
  const fetched = new Map(read.flatMap(({values}) => [...(values ?? [])]))
  const {values, outcomes} = renderTarget(below(spec, 'target', 'template'), fetched)
  return {outcomes: [...read.map(published), ...outcomes], data: values && secretsOf(values)}
}

interface RawOutcome extends Omit<EntryOutcome, 'values'> {
  values?: ValueMap
}

const published = ({values, ...outcome}: RawOutcome): EntryOutcome => ({...outcome, ...(values && {values: secretsOf(values)})})

function secretsOf(values: ValueMap): Map<string, Secret> {
  return new Map([...values].map(([key, value]) => [textOfBytes(key), Secret.of(Buffer.from(value, 'latin1'))]))
}

async function outcomeOf(at: Spot, read: () => Promise<ValueMap>, keeps: boolean): Promise<RawOutcome> {
  try {
    return {at, values: await read(), isSkipped: false}
  } catch (error) {
    const fault = faultOf(error)
    return {at, fault, isSkipped: fault.kind === 'missing' && !keeps}
  }
}

/** The storeRef that counts for an entry: its own, or that of the whole object. */
function storeOf(entry: Spot, ownStore: Spot): Spot {
  const own = below(entry, 'sourceRef', 'storeRef')
  return isSet(own) ? own : ownStore
}

async function fromData(entry: Spot, storeRef: Spot, {storeFor}: ResolveContext): Promise<ValueMap> {
  if (isSet(below(entry, 'sourceRef', 'generatorRef'))) throw new ResolveFault('refused', 'ESO has no generators in data')
  const remoteRef = below(entry, 'remoteRef')
  const key = bytesOf(fieldText(below(entry, 'secretKey')))
  const {decodingStrategy, nullBytePolicy} = readTreatment(remoteRef)
  const remote = readRemote(remoteRef)
  const value = await readValue(await storeFor(storeRef), remote)
  const values = new Map([[key, decodeValue(value, decodingStrategy)]])
  checkNullBytes(values, nullBytePolicy)
  return values
}

async function fromSource(entry: Spot, storeRef: Spot, {storeFor, expressions}: ResolveContext): Promise<ValueMap> {
  const [extract, find] = [below(entry, 'extract'), below(entry, 'find')]
  if (!isSet(extract) && !isSet(find)) throw unverified('a generator makes new values every time')
  const source = isSet(find) ? find : extract
  const rewrites = readRewrites(below(entry, 'rewrite'))
  const {conversionStrategy, decodingStrategy, nullBytePolicy} = readTreatment(source)
  const readAll = isSet(find) ? findReader(find, expressions) : extractReader(extract)
  const fetched = await readAll(await storeFor(storeRef))
  const renamed = rewrites.length > 0 ? rewriteMap(fetched, rewrites, expressions) : convertKeys(fetched, conversionStrategy)
  const decoded = new Map<Bytes, Bytes>()
  for (const [key, value] of checkedKeys(renamed)) decoded.set(key, decodeValue(value, decodingStrategy))
  checkNullBytes(decoded, nullBytePolicy)
  return decoded
}

function findReader(at: Spot, expressions: RegularExpressions) {
  const find = readFind(at)
  return (store: AskedStore) => findValues(store, find, expressions)
}

function extractReader(at: Spot) {
  const remote = readRemote(at)
  return (store: AskedStore) => readMap(store, remote)
}
