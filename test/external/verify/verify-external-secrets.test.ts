import assert from 'node:assert/strict'
import {GsecError} from '../../../src/errors.js'
import {findExternalSecrets, findStores} from '../../../src/external/verify/find-external-secrets.js'
import {nearName} from '../../../src/external/verify/near-names.js'
import {type ExternalVerifyInput, verifyExternalSecrets} from '../../../src/external/verify/verify-external-secrets.js'
import type {ProviderClient} from '../../../src/providers/client.js'
import {MemoryProvider} from '../../support/memory-provider.js'

const source = (text: string, path = 'a.yaml') => ({path, bytes: Buffer.from(text), isNamed: true})
const store = (name = 'aws', region = 'eu-west-1', namespace = 'shop') =>
  `apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {provider: {aws: {service: SecretsManager, region: ${region}}}}\n`
const external = (data: string, name = 'db', storeName = 'aws') =>
  `---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  secretStoreRef: {name: ${storeName}}\n  data: ${data}\n`
const key = (secretKey: string, remote = secretKey) => `{secretKey: ${secretKey}, remoteRef: {key: ${remote}}}`

async function verify(text: string, client: ProviderClient, more: Partial<ExternalVerifyInput> = {}) {
  const found = findExternalSecrets([source(text)])
  return verifyExternalSecrets({
    objects: found.objects,
    stores: {named: [], near: found.stores, far: () => []},
    open: async () => client,
    ...more,
  })
}

/** Fails for each name with the code that it says. */
function failing(codes: Record<string, GsecError['code']>): ProviderClient {
  const memory = new MemoryProvider({fine: 'x'})
  const get = memory.get.bind(memory)
  return Object.assign(memory, {
    get: async (name: string, version?: string) => {
      const code = codes[name]
      if (code) throw new GsecError(code, 'no', {where: `aws:${name}`})
      return get(name, version)
    },
  })
}

describe('verifying ExternalSecrets', () => {
  it('asks for each secret and version once, over all ExternalSecrets', async () => {
    const client = new MemoryProvider({a: 'x', b: '{"c": "y"}'})
    const text = store() + external(`[${key('k1', 'a')}, ${key('k2', 'a')}]`) + external(`[${key('k3', 'a')}, ${key('k4', 'b')}]`, 'other')
    const {counts, findings} = await verify(text, client)
    assert.deepEqual(findings, [])
    assert.deepEqual(client.calls, ['get a AWSCURRENT', 'get b AWSCURRENT'])
    assert.deepEqual(counts, {externalSecrets: 2, externalKeys: 4, keysOk: 4, calls: 2})
  })

  it('has at most so many questions under way', async () => {
    let now = 0
    let most = 0
    const names = Array.from({length: 50}, (_, index) => `s${index}`)
    const memory = new MemoryProvider(Object.fromEntries(names.map(name => [name, 'x'])))
    const get = memory.get.bind(memory)
    const slow = Object.assign(memory, {
      get: async (name: string) => {
        most = Math.max(most, ++now)
        await new Promise(resolve => setTimeout(resolve, 1))
        now--
        return get(name)
      },
    })
    const answers: number[] = []
    await verify(store() + external(`[${names.map(name => key(name)).join(', ')}]`), slow, {
      parallel: 4,
      onAnswer: count => answers.push(count),
    })
    assert.equal(most, 4)
    assert.deepEqual(
      answers,
      Array.from({length: 50}, (_, index) => index + 1),
    )
  })

  for (const [code, ruleId, severity] of [
    ['SECRET_NOT_FOUND', 'external-secret-missing', 'high'],
    ['VERSION_NOT_FOUND', 'external-version-missing', 'high'],
    ['DISABLED', 'external-version-disabled', 'high'],
    ['ACCESS_DENIED', 'external-access-denied', 'medium'],
    ['PROVIDER_REFUSED', 'external-refused', 'high'],
    ['PROVIDER_UNAVAILABLE', 'external-not-asked', 'medium'],
    ['PROVIDER_RESPONSE_INVALID', 'external-not-asked', 'medium'],
  ] as const) {
    it(`reports ${code} as ${ruleId}`, async () => {
      const {findings} = await verify(store() + external(`[${key('fine')}, ${key('bad')}]`), failing({bad: code}))
      assert.deepEqual(
        findings.map(finding => [finding.ruleId, finding.severity]),
        [[ruleId, severity]],
      )
    })
  }

  it('is no answer when no provider could be asked', async () => {
    const text = store() + external(`[${key('a')}, ${key('b')}]`)
    await assert.rejects(verify(text, failing({a: 'PROVIDER_UNREACHABLE', b: 'PROVIDER_UNREACHABLE'})), {code: 'PROVIDER_UNREACHABLE'})
    const {findings} = await verify(text, failing({a: 'PROVIDER_UNREACHABLE', b: 'PROVIDER_UNREACHABLE'}), {mustAnswer: false})
    assert.equal(findings.length, 2)
  })

  it('says once what stops a whole store', async () => {
    const open = async () => {
      throw new GsecError('PROVIDER_LOGIN_FAILED', 'no credentials', {where: 'SecretStore aws'})
    }
    const text = store() + external(`[${key('a')}, ${key('b')}, ${key('c')}]`)
    const {findings} = await verify(text, new MemoryProvider({}), {open, mustAnswer: false})
    assert.deepEqual(
      findings.map(({ruleId}) => ruleId),
      ['external-not-asked'],
    )
  })

  it('does not choose between two stores of one name', async () => {
    const client = new MemoryProvider({a: 'x'})
    const text = `${store()}---\n${store('aws', 'us-east-1')}${external(`[${key('a')}]`)}`
    const {findings} = await verify(text, client, {mustAnswer: false})
    assert.match(findings[0]?.message ?? '', /several stores have the name aws/)
    await assert.rejects(verify(text, client), {code: 'STORE_NOT_FOUND', hint: 'name the file of the right one with --store-file FILE'})
    const same = await verify(`${store()}---\n${store()}${external(`[${key('a')}]`)}`, client)
    assert.deepEqual(same.findings, [])
    const [named] = findStores([source(store('aws', 'us-east-1', 'elsewhere'))])
    assert.ok(named)
    const found = findExternalSecrets([source(text)])
    const chosen = await verifyExternalSecrets({
      objects: found.objects,
      stores: {named: [named], near: found.stores, far: () => []},
      open: async () => client,
    })
    assert.deepEqual(chosen.findings, [])
  })

  it('gives no answer where the only store has two providers', async () => {
    const text = store().replace('provider: {', 'provider: {gcpsm: {projectID: p}, ') + external(`[${key('a')}]`)
    await assert.rejects(verify(text, new MemoryProvider({a: 'x'})), {code: 'STORE_NOT_FOUND'})
  })

  it('takes the store of the right namespace', async () => {
    const text = `${store('aws', 'eu-west-1', 'other')}${external(`[${key('a')}]`)}`
    await assert.rejects(verify(text, new MemoryProvider({a: 'x'})), {code: 'STORE_NOT_FOUND'})
  })

  it('asks the cluster for a store last', async () => {
    const [live] = findStores([source(store())])
    const {findings} = await verify(external(`[${key('a')}]`), new MemoryProvider({a: 'x'}), {
      stores: {named: [], near: [], far: () => [], live: async ({name}) => (name === 'aws' ? live : undefined)},
    })
    assert.deepEqual(findings, [])
  })

  it('lets an entry name a store of its own', async () => {
    const opened: string[] = []
    const text =
      `${store()}---\n${store('other', 'us-east-1')}` +
      external(`[${key('a')}, {secretKey: b, remoteRef: {key: b}, sourceRef: {storeRef: {name: other}}}]`)
    await verify(text, new MemoryProvider({a: 'x', b: 'y'}), {
      open: async ({block}) => {
        opened.push(String(block['region']))
        return new MemoryProvider({a: 'x', b: 'y'})
      },
    })
    assert.deepEqual(opened.sort(), ['eu-west-1', 'us-east-1'])
  })

  it('verifies a ClusterExternalSecret', async () => {
    const cluster = `${store().replace('kind: SecretStore', 'kind: ClusterSecretStore')}---\napiVersion: external-secrets.io/v1\nkind: ClusterExternalSecret\nmetadata: {name: db}\nspec:\n  externalSecretSpec:\n    secretStoreRef: {kind: ClusterSecretStore, name: aws}\n    data: [${key('a')}, ${key('b')}]\n`
    const {findings} = await verify(cluster, new MemoryProvider({a: 'x'}))
    assert.deepEqual(
      findings.map(({keyPath}) => keyPath),
      ['spec.externalSecretSpec.data[b].remoteRef.key'],
    )
  })

  it('compares bytes with a Secret, and shows none', async () => {
    const {findings} = await verify(store() + external(`[${key('a')}]`), new MemoryProvider({a: 'S3CRET'}), {
      against: async () => undefined,
    })
    assert.deepEqual(
      findings.map(({message}) => message),
      ['there is no Secret of this name to compare with'],
    )
    assert.doesNotMatch(JSON.stringify(findings), /S3CRET/)
  })
})

describe('nearName', () => {
  for (const [name, expected] of [
    ['prod-db', 'prod/db'],
    ['/prod/db', 'prod/db'],
    ['Prod/DB', 'prod/db'],
    ['prod/bd', 'prod/db'],
    ['prod/db', undefined],
    ['elsewhere', undefined],
  ] as const) {
    it(`${name} → ${expected}`, () =>
      assert.equal(
        nearName(
          name,
          ['prod/db', 'test/queue'].filter(known => known !== name),
        ),
        expected,
      ))
  }
})
