import assert from 'node:assert/strict'
import {GsecError} from '../../../src/errors.js'
import {type OfferedSecrets, type Offering, offerSecrets} from '../../../src/external/create/offered-secrets.js'
import type {StoreChoice} from '../../../src/external/create/store-choice.js'
import type {KnownStore} from '../../../src/external/runtime/known-store.js'
import type {ListedSecret, ProviderClient} from '../../../src/providers/client.js'
import {findStoreKind} from '../../../src/providers/find-store-kind.js'
import type {StoreSpec} from '../../../src/providers/open-client.js'
import {MemoryProvider, type VectorSecret} from '../../support/memory-provider.js'

const aws = findStoreKind('aws') ?? assert.fail()
const storeOf = (...known: Partial<KnownStore>[]): StoreChoice => ({
  kind: 'SecretStore',
  name: 'aws',
  known: known.map(one => ({kind: 'SecretStore', name: 'aws', provider: {kind: aws, block: {region: 'eu-west-1'}}, ...one})),
  settings: undefined,
  meant: undefined,
})

/** Offers what a client has; a client that is an error cannot be opened. */
async function offer(client: ProviderClient | Error, {kind = aws, store = storeOf({path: 'aws.yaml'})} = {}, more: Partial<Offering> = {}) {
  const said: string[] = []
  const opened: StoreSpec[] = []
  const offered = await offerSecrets(kind, store, {
    open: async spec => {
      opened.push(spec)
      if (client instanceof Error) throw client
      return client
    },
    within: (_, work) => work(() => {}),
    say: text => said.push(text),
    ...more,
  })
  return {offered, said, opened}
}

const memory = (secrets: Readonly<Record<string, VectorSecret>>, prefix = '') => new MemoryProvider(secrets, prefix)
const there = (offered: OfferedSecrets | undefined) => offered ?? assert.fail()

describe('the secrets that external create offers', () => {
  it('are named as references name them, in order, without the prefix of the store', async () => {
    const {offered, opened, said} = await offer(memory({'prod/b': 'x', 'prod/a': 'x', other: 'x'}, 'prod/'))
    assert.deepEqual(await there(offered).names(), ['a', 'b'])
    assert.deepEqual([there(offered).title, said], ['AWS Secrets Manager in memory', []])
    assert.deepEqual(opened, [{provider: 'aws', block: {region: 'eu-west-1'}, origin: 'repository', where: 'SecretStore aws in aws.yaml'}])
  })

  it('tell the keys of a JSON object, never a value', async () => {
    const {offered, said} = await offer(
      memory({'prod/db': '{"user": "u", "password": "p"}', 'prod/plain': 'p', 'prod/list': '["p"]'}, 'prod/'),
    )
    assert.deepEqual(await there(offered).keysOf('db'), ['password', 'user'])
    assert.deepEqual(await there(offered).keysOf('plain'), [])
    assert.deepEqual(await there(offered).keysOf('list'), [])
    assert.equal(await there(offered).keysOf('gone'), undefined)
    assert.deepEqual(said, ['gone cannot be read: the store has no such secret'])
  })

  it('are those that the user reaches, where nothing is known of the store', async () => {
    const {opened} = await offer(memory({}), {store: storeOf()})
    assert.deepEqual(opened, [{provider: 'aws', block: {}, origin: 'user', where: 'SecretStore aws'}])
  })

  it('are none where gsec cannot ask or does not know whom, and one line says why', async () => {
    const block = (region: string) => ({provider: {kind: aws, block: {region}}})
    const cases = [
      {reason: 'gsec cannot ask this provider', run: offer(memory({}), {kind: findStoreKind('doppler') ?? assert.fail()})},
      {reason: 'several stores have this name', run: offer(memory({}), {store: storeOf(block('eu-west-1'), block('us-east-1'))})},
      {reason: 'the store is filled in later', run: offer(memory({}), {store: storeOf(block('{{ .Values.region }}'))})},
      {reason: 'no region is named', run: offer(new GsecError('PROVIDER_SETTINGS_INVALID', 'no region is named'))},
      {reason: 'its answer makes no sense', run: offer(new Error('hidden-value'))},
    ]
    for (const {reason, run} of cases) {
      const {offered, said} = await run
      assert.equal(offered, undefined)
      assert.equal(said.length, 1)
      assert.match(said[0] ?? '', new RegExp(`^the secrets of .* cannot be listed: ${reason}; type their names$`))
    }
    const {offered} = await offer(memory({}), {store: storeOf(block('eu-west-1'), block('eu-west-1'))})
    assert.ok(offered)
  })

  it('are those that came before a page that fails, and one line says so', async () => {
    for (const pages of [0, 2]) {
      const {offered, said} = await offer(failingAfter(pages))
      assert.equal((await there(offered).names()).length, pages)
      const missing = pages === 0 ? 'the secrets' : 'all secrets'
      assert.deepEqual(said, [`${missing} of AWS Secrets Manager in memory cannot be listed: access denied; type their names`])
    }
  })

  it('are those that came in time', async () => {
    let release = () => {}
    const late = new Promise<void>(resolve => {
      release = resolve
    })
    const client = failingAfter(1, late)
    const {offered, said} = await offer(
      client,
      {},
      {
        within: async (_, work) => {
          await Promise.race([work(() => {}), new Promise(resolve => setTimeout(resolve, 20))])
          throw new GsecError('PROVIDER_UNREACHABLE', 'there is no answer in time')
        },
      },
    )
    const names = await there(offered).names()
    release()
    await new Promise(resolve => setTimeout(resolve, 5))
    assert.deepEqual(names, ['secret-0'])
    assert.match(said[0] ?? '', /^all secrets of .* cannot be listed: there is no answer in time; type their names$/)
  })

  it('are at most ten thousand', async () => {
    const {offered, said} = await offer(failingAfter(20_000))
    assert.equal((await there(offered).names()).length, 10_000)
    assert.deepEqual(said, ['only the first 10000 secrets are listed; type the names of others'])
  })

  it('say that there are none', async () => {
    const {offered, said} = await offer(memory({}))
    assert.deepEqual(await there(offered).names(), [])
    assert.match(said[0] ?? '', /^there are no secrets in AWS/)
  })
})

/** One secret a page, then an error. */
function failingAfter(pages: number, first: Promise<void> = Promise.resolve()): ProviderClient {
  async function* list(): AsyncGenerator<readonly ListedSecret[]> {
    for (let page = 0; page < pages; page++) yield [{name: `secret-${page}`, labels: {}, isDisabled: false}]
    await first
    throw new GsecError('ACCESS_DENIED', 'access denied')
  }
  const client = memory({})
  client.list = list
  return client
}
