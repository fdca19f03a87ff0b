import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {ApiError} from '../../src/kube/api-error.js'
import {DEFAULT_PLACE} from '../../src/kube/api-objects.js'
import {ApiServer} from '../../src/kube/api-server.js'
import {addressText, type ClusterChoice, chooseCluster, contextInUse, readKubeconfig} from '../../src/kube/cluster-access.js'
import {openController} from '../../src/kube/controller.js'
import {findNamespace} from '../../src/kube/kubeconfig-choice.js'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster, tokenOf} from '../support/fake-cluster.js'
import {realKubectl} from '../support/installed-programs.js'
import {kubeSurroundings} from '../support/kube-surroundings.js'
import {closeServers} from '../support/servers.js'

const PROXY = '/api/v1/namespaces/kube-system/services/http:sealed-secrets-controller:http/proxy'
const base64 = (value: string) => Buffer.from(value).toString('base64')

describe('the cluster that the tests run, and the real kubectl', function () {
  this.timeout(300_000)
  let program = ''
  let cluster: FakeCluster
  before(() => {
    program = realKubectl()
  })
  beforeEach(async () => {
    cluster = await serveCluster()
  })
  afterEach(closeServers)

  /** A home with these files, for both. */
  function scene(files: Record<string, string>) {
    const env: Record<string, string> = {}
    const surroundings = kubeSurroundings(files, {env})
    const {home} = surroundings
    const kubectl = async (...words: string[]) => {
      const child = spawn(program, words, {
        cwd: home,
        env: {HOME: home, PATH: process.env['PATH'] ?? '', ...env},
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [status, stdout, stderr] = await Promise.all([
        new Promise<number | null>(resolve => child.on('close', resolve)),
        text(child.stdout),
        text(child.stderr),
      ])
      return {status, stdout, stderr}
    }
    const controller = (choice: ClusterChoice = {}) =>
      openController(new ApiServer(chooseCluster(choice, surroundings), surroundings), DEFAULT_PLACE)
    return {surroundings, home, kubectl, controller}
  }

  describe('log in to it in the same way, and get the same certificate', () => {
    const plugin = (token: string) => `process.stdout.write(JSON.stringify({
      apiVersion: JSON.parse(process.env.KUBERNETES_EXEC_INFO).apiVersion, kind: 'ExecCredential', status: {token: '${token}'}}))`
    const users: {name: string; user: () => object; seen: string}[] = [
      {name: 'a token', user: () => ({token: tokenOf(cluster)}), seen: 'jane'},
      {name: 'a token in a file', user: () => ({tokenFile: 'token'}), seen: 'jane'},
      {
        name: 'a client certificate',
        user: () => {
          const {cert, key} = cluster.issue('joe')
          return {'client-certificate-data': base64(cert), 'client-key-data': base64(key)}
        },
        seen: 'joe',
      },
      {
        name: 'a program',
        user: () => ({
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            interactiveMode: 'Never',
            command: process.execPath,
            args: ['-e', plugin(tokenOf(cluster))],
          },
        }),
        seen: 'jane',
      },
      {name: 'a token and another name', user: () => ({token: tokenOf(cluster), as: 'eve', 'as-groups': ['a', 'b']}), seen: 'eve'},
    ]
    for (const {name, user, seen} of users) {
      it(`with ${name}`, async () => {
        const {kubectl, controller} = scene({
          '.kube/config': kubeconfigFor(cluster, {user: user()}),
          '.kube/token': `${tokenOf(cluster)}\n`,
        })
        const theirs = await kubectl('get', '--raw', `${PROXY}/v1/cert.pem`)
        assert.equal(theirs.status, 0, theirs.stderr)
        const ours = await (await controller()).certificate()
        assert.equal(ours.toString(), theirs.stdout)
        assert.deepEqual(new Set(cluster.requests.map(request => request.user)), new Set([seen]))
        const groups = cluster.requests.map(({headers}) => headers['impersonate-group'])
        assert.equal(new Set(groups).size, 1)
      })
    }

    it('with a server that is known by another name', async () => {
      const server = cluster.server.replace('localhost', '127.0.0.1')
      const {kubectl, controller} = scene({'.kube/config': kubeconfigFor(cluster, {cluster: {server, 'tls-server-name': 'localhost'}})})
      const theirs = await kubectl('get', '--raw', `${PROXY}/v1/cert.pem`)
      assert.equal((await (await controller()).certificate()).toString(), theirs.stdout)
    })
  })

  const failures: {name: string; prepare: () => void; status: number}[] = [
    {
      name: 'where the login is not accepted',
      prepare: () => cluster.tokens.set(tokenOf(cluster), undefined as unknown as string),
      status: 401,
    },
    {
      name: 'where the user may not',
      prepare: () => {
        cluster.may = () => false
      },
      status: 403,
    },
    {
      name: 'where nothing is ready',
      prepare: () => {
        cluster.services = [{...controllerService, behind: 'nobody ready'}]
      },
      status: 503,
    },
    {
      name: 'where nothing is at all',
      prepare: () => {
        cluster.services = [{...controllerService, behind: 'nobody'}]
      },
      status: 404,
    },
  ]
  for (const {name, prepare, status} of failures) {
    it(`read the same out of its answer ${name}`, async () => {
      const {kubectl, controller} = scene({'.kube/config': kubeconfigFor(cluster)})
      prepare()
      const theirs = await kubectl('get', '--raw', `${PROXY}/v1/cert.pem`)
      assert.equal(theirs.status, 1)
      try {
        await (await controller()).certificate()
        assert.fail('it should be refused')
      } catch (error) {
        assert.ok(error instanceof ApiError)
        assert.equal(error.status, status)
        // "error: You must be logged in to the server (Unauthorized)", "Error from server (Forbidden): …"
        assert.ok(theirs.stderr.includes(`(${error.apiStatus?.reason})`), theirs.stderr)
        if (status === 503) assert.ok(theirs.stderr.includes(error.apiStatus?.message ?? '-'), theirs.stderr)
      }
    })
  }

  it('take each other for the same client when they ask whether it can decrypt', async () => {
    const sealed = JSON.stringify({metadata: {name: 'x', namespace: 'y'}, spec: {encryptedData: {}}})
    const {home, kubectl, controller} = scene({'.kube/config': kubeconfigFor(cluster), 'sealed.json': sealed})
    const theirs = await kubectl('create', '--raw', `${PROXY}/v1/verify`, '-f', path.join(home, 'sealed.json'))
    assert.equal(theirs.status, 0, theirs.stderr)
    assert.equal(await (await controller()).verify(sealed), true)
    const posts = cluster.requests.filter(({method}) => method === 'POST')
    assert.deepEqual(
      posts.map(({path: asked, body}) => `${asked} ${body}`),
      [`${PROXY}/v1/verify ${sealed}`, `${PROXY}/v1/verify ${sealed}`],
    )
  })

  // https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
  describe('find the same in kubeconfigs', () => {
    const one = (name: string, extra: object = {}) =>
      JSON.stringify({
        'current-context': name,
        contexts: [
          {name, context: {cluster: name, user: name, namespace: `ns-${name}`}},
          {name: 'shared', context: {cluster: name, user: name}},
        ],
        clusters: [
          {name, cluster: {server: `https://${name}.test`}},
          {name: 'both', cluster: {server: `https://both.${name}.test`}},
        ],
        users: [{name, user: {token: name}}],
        ...extra,
      })
    const files = {a: one('a'), b: one('b'), c: one('c', {'current-context': ''}), '.kube/config': one('home')}
    const cases: {name: string; env?: string; words?: string[]; choice?: ClusterChoice}[] = [
      {name: 'the file in the home folder'},
      {name: 'one file of KUBECONFIG', env: 'a'},
      {name: 'several', env: 'a:b'},
      {name: 'several, the other way round', env: 'b:a'},
      {name: 'a file that is not there among them', env: 'nowhere:b'},
      {name: 'a first file without a current context', env: 'c:a'},
      {name: 'a context that several have', env: 'b:a', words: ['--context', 'shared'], choice: {context: 'shared'}},
    ]
    for (const {name, env, words = [], choice = {}} of cases) {
      it(name, async () => {
        const {surroundings, home, kubectl} = scene(files)
        const listed = env
          ?.split(':')
          .map(file => path.join(home, file))
          .join(path.delimiter)
        Object.assign(surroundings.env, listed === undefined ? {} : {KUBECONFIG: listed})
        const {stdout, stderr} = await kubectl('config', 'view', '--minify', '--output', 'json', ...words)
        assert.notEqual(stdout, '', stderr)
        const view = JSON.parse(stdout)
        const {server} = chooseCluster(choice, surroundings)
        const found = findNamespace(readKubeconfig(undefined, surroundings), choice, undefined)
        assert.ok(!Array.isArray(found))
        assert.deepEqual(
          {context: contextInUse(choice, surroundings), server: addressText(server), namespace: found.namespace},
          {
            context: view['current-context'],
            server: view.clusters[0].cluster.server,
            namespace: view.contexts[0].context.namespace ?? 'default',
          },
        )
      })
    }
  })
})
