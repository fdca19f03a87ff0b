import assert from 'node:assert/strict'
import {openClient} from '../../../src/providers/open-client.js'
import {kubeconfigForSecrets, serveSecretsApi} from '../../support/providers/fake-secrets-api.js'
import {failureOf, restoreEnvironment, userWith} from '../../support/providers/open-bench.js'
import type {FakeSecrets} from '../../support/providers/provider-server.js'
import {closeServers} from '../../support/servers.js'

describe('the Secrets of a cluster', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  const secrets = (): FakeSecrets => new Map([['db', {versions: [{value: '{"user":"app","password":"mArKeR"}'}], tags: {team: 'shop'}}]])
  const open = async (block: object = {remoteNamespace: 'shop'}) => {
    const server = await serveSecretsApi(secrets())
    const user = userWith({}, {'.kube/config': kubeconfigForSecrets(server)})
    return {
      server,
      client: await openClient({provider: 'kubernetes', block: {...block}, origin: 'repository', where: 'stores.yaml:1'}, user),
    }
  }

  it('are given field by field, as bytes', async () => {
    const {client, server} = await open()
    const found = await client.get('db')
    assert.ok(found.kind === 'fields')
    assert.deepEqual(
      [...found.fields].map(([key, value]) => [key, value.reveal().toString()]),
      [
        ['user', 'app'],
        ['password', 'mArKeR'],
      ],
    )
    assert.deepEqual((await client.describe('db')).annotations, {note: 'kept'})
    assert.deepEqual(server.faults, [])
  })

  it('are looked for in the namespace default unless the store says otherwise', async () => {
    const {client, server} = await open({})
    await failureOf(client.get('db'))
    assert.equal(server.requests[0]?.path, '/api/v1/namespaces/default/secrets/db')
  })

  it('are not asked for without a kubeconfig', async () => {
    const opening = openClient({provider: 'kubernetes', block: {}, origin: 'user', where: 'x'}, userWith({}))
    assert.equal((await failureOf(opening)).code, 'KUBECONFIG_INVALID')
  })

  it('are described and listed without their values', async () => {
    const {client, server} = await open()
    server.misbehave = ({headers}) => {
      assert.match(String(headers.accept), /as=PartialObjectMetadata/)
      return false
    }
    await client.describe('db')
    for await (const page of client.list({})) assert.deepEqual(page[0]?.labels, {team: 'shop'})
  })
})
