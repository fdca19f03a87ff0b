import assert from 'node:assert/strict'
import {type PushTarget, planPush, provePush, writePush} from '../../../src/external/push/push-secret.js'
import {emitYaml} from '../../../src/manifest/emit-yaml.js'
import type {ProviderClient} from '../../../src/providers/client.js'
import {findStoreKind} from '../../../src/providers/find-store-kind.js'
import {Secret} from '../../../src/secret.js'
import {MemoryProvider, type VectorSecret} from '../../support/memory-provider.js'

const secret = (values: Record<string, string | Buffer>, more: object = {}) => ({
  place: 'db.yaml:1:1',
  name: 'db',
  namespace: 'shop' as string | undefined,
  items: Object.entries(values).map(([key, value]) => ({key, value: Secret.of(value), place: 'db.yaml:5:3'})),
  type: undefined,
  labels: {},
  annotations: {},
  immutable: undefined,
  ...more,
})

function target(client: ProviderClient, provider = 'aws', block = {service: 'SecretsManager'}): PushTarget {
  const kind = findStoreKind(provider)
  assert.ok(kind)
  return {store: {kind: 'SecretStore', name: 'here', provider: {kind, block}}, kind, block, client}
}

const memory = (secrets: Record<string, VectorSecret> = {}, prefix = '') => target(new MemoryProvider(secrets, prefix))
const textOf = async (client: ProviderClient, name: string) => {
  const stored = await client.get(name)
  return stored.kind === 'fields' ? undefined : stored.value.reveal().toString('utf8')
}

describe('external push', () => {
  it('makes one JSON object of a Secret, and keeps every byte', async () => {
    const to = memory()
    const values = {password: 'p\n', 'tls.crt': 'CERT\r\n', quoted: '"<&>\\', empty: '', uni: 'é ✓', blob: Buffer.from([0, 255])}
    const plan = await planPush(secret(values), '{namespace}-{name}', to)
    assert.deepEqual(
      plan.steps.map(({action, remote}) => [action, remote.key]),
      [['create', 'shop-db']],
    )
    await writePush(plan, to.client, () => undefined)
    assert.deepEqual(JSON.parse((await textOf(to.client, 'shop-db')) ?? ''), {...values, blob: 'AP8='})
    assert.deepEqual(await provePush(plan, to), [])
  })

  it('reads text back with one call, and bytes with a decodingStrategy', async () => {
    const texts = await planPush(secret({a: 'x', b: 'y'}), '{namespace}-{name}', memory())
    assert.match(emitYaml(texts.manifest), /dataFrom:\n {2}- extract:\n {6}key: shop-db\n/)
    const bytes = await planPush(secret({a: Buffer.from([255])}), '{namespace}-{name}', memory())
    assert.match(emitYaml(bytes.manifest), /decodingStrategy: Base64\n {6}key: shop-db\n {6}property: a\n/)
  })

  it('makes a secret of each key where the template says so', async () => {
    const to = memory({}, 'team/')
    const plan = await planPush(secret({a: 'x', b: Buffer.from([255])}), '{namespace}/{name}/{key}', to)
    await writePush(plan, to.client, () => undefined)
    assert.equal(await textOf(to.client, 'team/shop/db/a'), 'x')
    assert.equal(await textOf(to.client, 'team/shop/db/b'), '/w==')
    assert.deepEqual(await provePush(plan, to), [])
  })

  it('keeps what is there already, whatever its order and spaces', async () => {
    const plan = await planPush(secret({a: 'x', b: 'y'}), 'db', memory({db: '{ "b": "y",  "a": "x" }'}))
    assert.deepEqual(
      plan.steps.map(({action}) => action),
      ['keep'],
    )
  })

  for (const [name, there] of [
    ['another value', '{"a": "y"}'],
    ['one more key', '{"a": "x", "b": "y"}'],
    ['a number in place of its digits', '{"a": 1}'],
    ['no JSON', 'x'],
    ['bytes', {base64: 'AP8='}],
  ] as const) {
    it(`sees a difference: ${name}`, async () => {
      const plan = await planPush(secret({a: name.startsWith('a number') ? '1' : 'x'}), 'db', memory({db: there}))
      assert.deepEqual(
        plan.steps.map(({action}) => action),
        ['replace'],
      )
    })
  }

  it('does not write over what somebody else has put there since', async () => {
    const to = memory()
    const plan = await planPush(secret({a: 'x'}), 'db', to)
    await to.client.put('db', {kind: 'text', value: Secret.of('theirs')}, {expected: 'absent'})
    await assert.rejects(
      writePush(plan, to.client, () => undefined),
      {code: 'PROVIDER_CONFLICT'},
    )
    assert.equal(await textOf(to.client, 'db'), 'theirs')
  })

  it('carries type, labels and annotations over', async () => {
    const typed = secret(
      {'tls.crt': 'C', 'tls.key': 'K'},
      {
        type: 'kubernetes.io/tls',
        labels: {app: 'web'},
        annotations: {note: 'x', 'sealedsecrets.bitnami.com/managed': 'true'},
        immutable: true,
      },
    )
    const {manifest} = await planPush(typed, 'db', memory())
    const text = emitYaml(manifest)
    assert.match(text, /type: kubernetes\.io\/tls\n/)
    assert.match(text, /immutable: true\n/)
    assert.doesNotMatch(text, /sealedsecrets/)
    assert.match(text, /annotations:\n {10}note: x\n {8}labels:\n/m)
  })

  it('writes names as the provider takes them', async () => {
    const client = new MemoryProvider({})
    const google = await planPush(secret({'tls.crt': 'x'}), '{namespace}/{name}/{key}', target(client, 'gcpsm', {} as never)).catch(
      (error: unknown) => error,
    )
    assert.equal((google as {code?: string}).code, 'REFERENCE_INVALID')
    const cleaned = await planPush(secret({'tls.crt': 'x'}), '{namespace}-{name}-{key}', target(client, 'gcpsm', {} as never))
    assert.deepEqual(
      cleaned.steps.map(({remote}) => remote.key),
      ['shop-db-tls-crt'],
    )
    await assert.rejects(planPush(secret({'a.b': 'x', 'a-b': 'y'}), '{name}-{key}', target(client, 'gcpsm', {} as never)), {
      code: 'REFERENCE_INVALID',
    })
  })

  it('refuses what cannot be pushed', async () => {
    await assert.rejects(planPush(secret({}), 'db', memory()), {code: 'SECRET_INVALID'})
    await assert.rejects(planPush(secret({a: ''}), '{key}', memory()), {code: 'SECRET_INVALID'})
    await assert.rejects(planPush({...secret({a: 'x'}), namespace: undefined}, '{namespace}-{name}', memory()), {code: 'NAMESPACE_MISSING'})
    const readOnly = target({...({} as ProviderClient), prefix: '', accepts: []}, 'fake', {} as never)
    await assert.rejects(planPush(secret({a: 'x'}), 'db', readOnly), {code: 'PROVIDER_UNSUPPORTED'})
  })

  it('says so when a value does not come back as it was', async () => {
    const to = memory()
    const plan = await planPush(secret({a: 'x'}), 'db', to)
    await to.client.put('db', {kind: 'text', value: Secret.of('{"a": "other"}')}, {expected: 'any'})
    const [finding] = await provePush(plan, to)
    assert.equal(finding?.ruleId, 'external-differs')
    assert.doesNotMatch(JSON.stringify(finding), /other/)
  })
})
