import assert from 'node:assert/strict'
import {openClient, type StoreSpec} from '../../../src/providers/open-client.js'
import {AZURE_VARIABLES} from '../../support/providers/fake-azure.js'
import {kubeconfigForSecrets, serveSecretsApi} from '../../support/providers/fake-secrets-api.js'
import {serveVault, VAULT_TOKEN} from '../../support/providers/fake-vault.js'
import {failureOf, restoreEnvironment, userWith} from '../../support/providers/open-bench.js'
import {closeServers, type LocalServer, serveHttp} from '../../support/servers.js'

const loggedIn = {
  ...AZURE_VARIABLES,
  AZURE_KEYVAULT_URL: 'https://mine.vault.azure.net',
  VAULT_ADDR: 'https://vault.example.com:8200',
  VAULT_TOKEN,
  BAO_ADDR: 'https://bao.example.com',
}
const kubeconfig = JSON.stringify({
  'current-context': 'here',
  contexts: [{name: 'here', context: {cluster: 'c', user: 'u'}}],
  clusters: [{name: 'c', cluster: {server: 'https://10.0.0.1:6443'}}],
  users: [{name: 'u', user: {token: 'cluster-credential'}}],
})

/** A store as it stands in a checkout. */
const inRepository = (provider: string, block: object): StoreSpec => ({
  provider,
  block: {...block},
  origin: 'repository',
  where: 'stores.yaml:4',
})

describe('a store of the repository', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  const named: {provider: string; own: string; block: (address: string) => object}[] = [
    {provider: 'vault', own: 'https://vault.example.com:8200', block: server => ({server, path: 'secret'})},
    {provider: 'openBao', own: 'https://bao.example.com', block: server => ({server})},
    {provider: 'azurekv', own: 'https://mine.vault.azure.net', block: vaultUrl => ({vaultUrl})},
    {provider: 'kubernetes', own: 'https://10.0.0.1:6443', block: url => ({server: {url}})},
  ]
  for (const {provider, own, block} of named) {
    const open = (address: string, allowedEndpoints: string[] = []) =>
      openClient(inRepository(provider, block(address)), {...userWith(loggedIn, {'.kube/config': kubeconfig}), allowedEndpoints})

    it(`of ${provider} may name the address that the user names, and no other`, async () => {
      assert.equal((await failureOf(open(own))).code, 'no error')
      assert.equal((await failureOf(open(`${own}/`))).code, 'no error')
      assert.equal((await failureOf(open(own.replace('https:', 'HTTPS:')))).code, 'no error')
      const others = [
        'https://evil.example',
        own.replace('https:', 'http:'),
        `${own.replace(/:\d+$/, '')}:444`,
        `${own.replace(/:\d+$/, '')}.evil.example`,
        own.replace('https://', 'https://evil.example/'),
      ]
      for (const other of others) {
        const {code, text} = await failureOf(open(other))
        assert.equal(code, 'ENDPOINT_NOT_TRUSTED', other)
        assert.match(text, /stores\.yaml:4/)
        assert.match(text, /--allow-endpoint/)
      }
    })

    it(`of ${provider} may name what --allow-endpoint allows`, async () => {
      assert.equal((await failureOf(open('https://other.example', ['other.example']))).code, 'no error')
      assert.equal((await failureOf(open('https://other.example', ['OTHER.example']))).code, 'no error')
      assert.equal((await failureOf(open('https://other.example:8200', ['other.example:8200']))).code, 'no error')
      assert.equal((await failureOf(open('https://other.example:8200', ['other.example']))).code, 'ENDPOINT_NOT_TRUSTED')
      assert.equal((await failureOf(open('http://other.example', ['other.example']))).code, 'ENDPOINT_NOT_TRUSTED')
      assert.equal((await failureOf(open('https://a.other.example', ['other.example']))).code, 'ENDPOINT_NOT_TRUSTED')
      assert.equal((await failureOf(open('https://other.example', ['']))).code, 'ENDPOINT_NOT_TRUSTED')
    })

    it(`of ${provider} with something that is no address is refused`, async () => {
      for (const address of ['file:///etc/passwd', 'not an address', 'https://user:word@evil.example', 'ftp://evil.example'])
        assert.equal((await failureOf(open(address))).code, 'PROVIDER_SETTINGS_INVALID', address)
    })
  }

  it('that points at somebody gets no connection and no credential', async () => {
    const evil: LocalServer = await serveHttp((_, response) => response.end('{}'))
    const address = evil.url.origin.replace('localhost', '127.0.0.1')
    for (const {provider, block} of named) {
      const client = openClient(inRepository(provider, block(address)), userWith(loggedIn, {'.kube/config': kubeconfig}))
      assert.equal((await failureOf(client.then(opened => opened.get('db')))).code, 'ENDPOINT_NOT_TRUSTED', provider)
    }
    assert.equal(evil.connections(), 0)
  })

  it('cannot make a host of its own out of region, project or location', async () => {
    const user = userWith({})
    const hostile = ['evil.example', 'eu-west-1.evil.example', 'a@evil.example', 'x/y', '..', 'eu-west-1#']
    for (const text of hostile) {
      const stores = [
        inRepository('aws', {service: 'SecretsManager', region: text}),
        inRepository('aws', {service: 'ParameterStore', region: text}),
        inRepository('gcpsm', {projectID: 'p', location: text}),
      ]
      for (const store of stores) assert.equal((await failureOf(openClient(store, user))).code, 'PROVIDER_SETTINGS_INVALID', text)
    }
    for (const projectID of ['p/../q', '../..', 'p q', 'p?x'])
      assert.equal((await failureOf(openClient(inRepository('gcpsm', {projectID}), user))).code, 'PROVIDER_SETTINGS_INVALID', projectID)
    for (const remoteNamespace of ['../kube-system', 'a/b', 'A'])
      assert.equal(
        (await failureOf(openClient(inRepository('kubernetes', {remoteNamespace}), userWith({}, {'.kube/config': kubeconfig})))).code,
        'PROVIDER_SETTINGS_INVALID',
      )
  })

  it('that asks an API server by the name that a Pod has for its own means the cluster of the kubeconfig', async () => {
    const server = await serveSecretsApi(new Map([['db', {versions: [{value: '{"a":"b"}'}], tags: {}}]]))
    const user = userWith({}, {'.kube/config': kubeconfigForSecrets(server)})
    for (const url of ['kubernetes.default', 'https://kubernetes.default.svc', 'https://kubernetes.default.svc.cluster.local:443/']) {
      const client = await openClient(inRepository('kubernetes', {server: {url}, remoteNamespace: 'shop'}), user)
      assert.equal((await client.get('db')).kind, 'fields')
    }
    const evil = inRepository('kubernetes', {server: {url: 'https://kubernetes.default.evil.example'}})
    assert.equal((await failureOf(openClient(evil, user))).code, 'ENDPOINT_NOT_TRUSTED')
  })

  it('of a provider that gsec cannot ask is not asked', async () => {
    for (const [provider, block] of [
      ['webhook', {url: 'https://evil.example'}],
      ['doppler', {}],
      ['constructor', {}],
      ['aws', {service: 'CertificateManager', region: 'eu-west-1'}],
    ] as const)
      assert.equal((await failureOf(openClient(inRepository(provider, block), userWith({})))).code, 'PROVIDER_UNSUPPORTED')
  })

  it('with the address of VAULT_ADDR is asked, in the namespace that it names', async () => {
    const server = await serveVault(new Map([['app/db', {versions: [{value: '{"a":"b"}'}], tags: {}}]]), {namespace: 'team-a'})
    const user = userWith({VAULT_ADDR: server.url.origin, VAULT_TOKEN})
    const client = await openClient(inRepository('vault', {server: `${server.url.origin}/`, path: 'secret', namespace: 'team-a'}), user)
    assert.equal((await client.get('app/db')).kind, 'json')
    assert.deepEqual(server.faults, [])
  })
})
