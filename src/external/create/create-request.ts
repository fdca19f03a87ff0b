import type {StoreObjectKind} from '../runtime/known-store.js'
import type {SecretShape} from './secret-shape.js'

/** What the user asks for, as typed: flags and arguments of `gsec external create`, or the answers to its questions. */
export interface CreateRequest {
  /** NAME and SECRETKEY=REFERENCE. */
  words: readonly string[]
  namespace?: string | undefined
  store?: string | undefined
  storeKind?: StoreObjectKind | undefined
  extracts?: readonly string[] | undefined
  findNames?: readonly string[] | undefined
  findTags?: readonly string[] | undefined
  findPath?: string | undefined
  rewrites?: readonly string[] | undefined
  generators?: readonly string[] | undefined
  type?: string | undefined
  templates?: readonly string[] | undefined
  mergePolicy?: 'Replace' | 'Merge' | undefined
  refreshInterval?: string | undefined
  refreshPolicy?: string | undefined
  creationPolicy?: string | undefined
  deletionPolicy?: string | undefined
  labels?: readonly string[] | undefined
  annotations?: readonly string[] | undefined
  isImmutable?: boolean | undefined
  isClusterWide?: boolean | undefined
  namespaceSelectors?: readonly string[] | undefined
  esoVersion?: string | undefined
  /** Of the file of --from-secret. */
  secret?: SecretShape | undefined
}
