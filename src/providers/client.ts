import type {Secret} from '../secret.js'

/**
 * What lies under a name.
 *
 * text, binary – one value; text is UTF-8 that the provider keeps as text (an AWS SecretString), binary is bytes of which
 * nothing is known (SecretBinary, a payload of Google, a certificate). ESO takes both as they are.
 * json – fields, as the JSON text of an object, byte for byte as the provider sent it: Vault, a key of Key Vault.
 * fields – named bytes: a Secret of Kubernetes.
 */
export type SecretValue =
  | {readonly kind: 'text' | 'binary' | 'json'; readonly value: Secret}
  | {readonly kind: 'fields'; readonly fields: ReadonlyMap<string, Secret>}

/** A value and the version that it is: a number, a UUID, a resourceVersion. KV v1 and `fake` may have none. */
export type StoredValue = SecretValue & {readonly version?: string}

export type VersionState = 'enabled' | 'disabled' | 'destroyed'

export interface VersionInfo {
  /** As `get` takes it: uuid/… for AWS Secrets Manager, a number for Parameter Store, Google and Vault, 32 digits for Key Vault. */
  readonly id: string
  /** Its other names: AWSCURRENT, the labels of a parameter, the aliases of Google; `get` takes them, too. */
  readonly names: readonly string[]
  readonly state: VersionState
  readonly created?: Date
}

/** What is known about a secret beside its value. */
export interface Description {
  readonly name: string
  /** Newest first, at most a hundred. */
  readonly versions: readonly VersionInfo[]
  /** Tags of AWS and Azure, labels of Google and Kubernetes, custom_metadata of Vault. What metadataPolicy Fetch gives. */
  readonly labels: Readonly<Record<string, string>>
  /** Google and Kubernetes only. */
  readonly annotations: Readonly<Record<string, string>>
  /** Vault only: the whole metadata as JSON text, byte for byte. */
  readonly metadata?: Secret
  /** It can still be restored, but not be read. */
  readonly isPendingDeletion: boolean
}

/** Which secrets to list. Criteria are joined by "and". */
export interface ListQuery {
  /** Names that begin so: prod/ finds prod/db, and pro finds it, too. */
  readonly prefix?: string | undefined
  /**
   * `dataFrom[].find.path` as ESO reads it: the beginning of a name for AWS Secrets Manager and Google, a folder with all
   * below it for Parameter Store and Vault; Key Vault and Kubernetes have none and look at the beginning.
   */
  readonly path?: string | undefined
  /** Tags or labels with exactly these values. */
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export interface ListedSecret {
  /** As `get` takes it, the store's prefix included. */
  readonly name: string
  /** As far as the listing tells them; `describe` knows them all. */
  readonly labels: Readonly<Record<string, string>>
  /** Nothing can be read from it now. */
  readonly isDisabled: boolean
  readonly changed?: Date
}

export interface PutOptions {
  /**
   * What must hold before anything is written. absent – there is no such secret; any – whatever there is becomes an older
   * version; a version – it is still the newest (as `get` said it). Vault and Kubernetes compare and write in one step; the
   * others are asked just before.
   */
  readonly expected: 'absent' | 'any' | {readonly version: string}
  /** For a secret that is created: tags or labels. */
  readonly labels?: Readonly<Record<string, string>>
}

export interface PutResult {
  readonly outcome: 'created' | 'updated'
  readonly version?: string
}

/**
 * One store, asked with the user's own credentials. Clients keep no values, write no logs, and share connections; every
 * method sends its requests with retries while the provider is busy, and within the time limit.
 *
 * All methods throw GsecError with one of these codes and no other:
 * ACCESS_DENIED – the login is good, the right is missing; ESO fails, whatever deletionPolicy says.
 * SECRET_NOT_FOUND – what ESO calls "Secret does not exist".
 * VERSION_NOT_FOUND – the secret is there, that version is not (where the provider tells the two apart).
 * DISABLED – the version is disabled, destroyed or deleted, or the whole secret is going to be deleted.
 * PROVIDER_LOGIN_FAILED – no credentials, or such as the provider does not take.
 * PROVIDER_UNREACHABLE – no connection, no TLS, no answer in time.
 * PROVIDER_UNAVAILABLE – too many requests or a failure on its side, also after retries.
 * PROVIDER_REFUSED – the provider does not take the request, such as a name that cannot exist there.
 * PROVIDER_RESPONSE_INVALID – no answer that makes sense: not JSON, too large, a wrong checksum, a redirect.
 * PROVIDER_CONFLICT – `put` found something else than expected.
 * Messages name the key, never a value, a credential or what the provider or a library said.
 */
export interface ProviderClient {
  /** ESO's key under spec.provider. */
  readonly provider: string
  /** For people: "AWS Secrets Manager in eu-west-1". */
  readonly title: string
  /** What the store puts before every key of a reference (aws). Methods take whole names: put it there before. */
  readonly prefix: string
  /** The kinds of value that `put` takes; none: it only reads. */
  readonly accepts: readonly SecretValue['kind'][]

  /** @param version as a remoteRef says it; absent is the newest */
  get(name: string, version?: string): Promise<StoredValue>
  describe(name: string): Promise<Description>
  /** Page by page, so that a caller can show how far it is. */
  list(query: ListQuery): AsyncIterable<readonly ListedSecret[]>
  put(name: string, value: SecretValue, options: PutOptions): Promise<PutResult>
}
