import {GsecError} from '../../src/errors.js'
import type {
  Description,
  ListedSecret,
  ListQuery,
  ProviderClient,
  PutOptions,
  PutResult,
  SecretValue,
  StoredValue,
} from '../../src/providers/client.js'
import {Secret} from '../../src/secret.js'

/** A secret as `test/vectors/eso-resolve/cases.json` writes it: a text, bytes, or versions by stage and tags. */
export type VectorSecret = string | {base64: string} | {tags: Record<string, string>; [stage: string]: unknown}

const UUID = '00000000-0000-4000-8000-000000000001'

/** AWS Secrets Manager in memory: what the real one does with names, ARNs, stages and ids. */
export class MemoryProvider implements ProviderClient {
  readonly provider = 'aws'
  readonly title = 'AWS Secrets Manager in memory'
  readonly prefix: string
  readonly accepts = ['text', 'binary'] as const
  readonly calls: string[] = []
  readonly #secrets: Map<string, VectorSecret>

  constructor(secrets: Readonly<Record<string, VectorSecret>>, prefix = '') {
    this.#secrets = new Map(Object.entries(secrets))
    this.prefix = prefix
  }

  static arnOf = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCd12`
  static readonly previousVersion = UUID

  async get(id: string, version = 'AWSCURRENT'): Promise<StoredValue> {
    this.calls.push(`get ${id} ${version}`)
    const secret = this.#find(id)
    const stage = version === `uuid/${UUID}` ? 'AWSPREVIOUS' : version
    if (typeof secret === 'object' && 'tags' in secret) {
      const value = secret[stage]
      if (typeof value !== 'string') throw notFound()
      return {kind: 'text', value: Secret.of(value)}
    }
    if (stage !== 'AWSCURRENT') throw notFound()
    return typeof secret === 'string'
      ? {kind: 'text', value: Secret.of(secret)}
      : {kind: 'binary', value: Secret.of(Buffer.from(secret.base64 as string, 'base64'))}
  }

  async describe(id: string): Promise<Description> {
    this.calls.push(`describe ${id}`)
    return {name: id, versions: [], labels: tagsOf(this.#find(id)), annotations: {}, isPendingDeletion: false}
  }

  async *list({prefix = '', path = '', tags = {}}: ListQuery): AsyncIterable<readonly ListedSecret[]> {
    this.calls.push('list')
    for (const [name, secret] of this.#secrets) {
      const labels = tagsOf(secret)
      if (name.startsWith(prefix) && name.startsWith(path) && Object.entries(tags).every(([key, value]) => labels[key] === value))
        yield [{name, labels, isDisabled: false}]
    }
  }

  async put(name: string, value: SecretValue, {expected}: PutOptions): Promise<PutResult> {
    this.calls.push(`put ${name}`)
    const isThere = this.#secrets.has(name)
    if (expected === 'absent' && isThere) throw new GsecError('PROVIDER_CONFLICT', 'is there already')
    if (value.kind === 'fields') throw new GsecError('PROVIDER_REFUSED', 'fields')
    const bytes = value.value.reveal()
    this.#secrets.set(name, value.kind === 'text' ? bytes.toString('utf8') : {base64: bytes.toString('base64')})
    return {outcome: isThere ? 'updated' : 'created'}
  }

  #find(id: string): VectorSecret {
    const name = /^arn:.*:secret:(.+?)(?:-\w{6})?$/.exec(id)?.[1] ?? id
    const secret = this.#secrets.get(name)
    if (secret === undefined) throw notFound()
    return secret
  }
}

const notFound = () => new GsecError('SECRET_NOT_FOUND', 'the store has no such secret')

const tagsOf = (secret: VectorSecret): Record<string, string> =>
  typeof secret === 'object' && 'tags' in secret ? (secret.tags as Record<string, string>) : {}
