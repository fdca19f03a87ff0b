import assert from 'node:assert/strict'
import path from 'node:path'
import {inspect} from 'node:util'
import {GsecError} from '../../src/errors.js'
import {ApiServer} from '../../src/kube/api-server.js'
import {chooseCluster} from '../../src/kube/cluster-access.js'
import type {KubeSurroundings} from '../../src/kube/surroundings.js'
import {Secret} from '../../src/secret.js'
import {type FakeCluster, kubeconfigFor, serveCluster, tokenOf} from '../support/fake-cluster.js'
import {kubeSurroundings} from '../support/kube-surroundings.js'
import {closeServers} from '../support/servers.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')

// Prints what the test wants; INFO in it becomes what gsec told the program, in hex.
const plugin = `
const {PRINTED, EXIT, KUBERNETES_EXEC_INFO} = process.env
if (EXIT) process.exit(Number(EXIT))
const info = JSON.parse(KUBERNETES_EXEC_INFO)
const text = PRINTED.replace('INFO', Buffer.from(JSON.stringify(info.spec)).toString('hex'))
process.stdout.write(text)
`

describe('logging in', () => {
  let cluster: FakeCluster
  beforeEach(async () => {
    cluster = await serveCluster()
  })
  afterEach(closeServers)

  interface Scene {
    files?: Record<string, string>
    extra?: object
    overrides?: Partial<KubeSurroundings>
  }

  /** Asks the cluster as this user of a kubeconfig; who asked, as the cluster saw it. */
  async function ask(user: object, {files = {}, extra = {}, overrides = {}}: Scene = {}) {
    const surroundings = kubeSurroundings({'.kube/config': kubeconfigFor(cluster, {user, cluster: extra}), ...files}, overrides)
    const api = new ApiServer(chooseCluster({}, surroundings), surroundings, {timeoutMs: 5000})
    const {status} = await api.send({path: '/api/v1/namespaces/kube-system/services/sealed-secrets-controller', accept: 'application/json'})
    return {status, seen: cluster.requests.at(-1)!}
  }

  async function failure(pending: Promise<unknown>): Promise<GsecError> {
    try {
      await pending
    } catch (error) {
      assert.ok(error instanceof GsecError, inspect(error))
      assert.doesNotMatch(inspect(error, {depth: 0}) + error.message + error.hint, /hush/)
      return error
    }
    return assert.fail('nobody should be logged in')
  }

  it('sends a client certificate from the kubeconfig', async () => {
    const {cert, key} = cluster.issue('joe')
    const {seen} = await ask({'client-certificate-data': base64(cert), 'client-key-data': base64(key)})
    assert.equal(seen.user, 'joe')
  })

  it('sends a client certificate from files beside the kubeconfig', async () => {
    const {cert, key} = cluster.issue('joe')
    const files = {'.kube/joe.pem': cert, '.kube/joe.key': key}
    const {seen} = await ask({'client-certificate': 'joe.pem', 'client-key': 'joe.key'}, {files})
    assert.equal(seen.user, 'joe')
  })

  it('says which file is missing', async () => {
    const {code, where = ''} = await failure(ask({'client-certificate': 'joe.pem', 'client-key': 'joe.key'}))
    assert.equal(code, 'FILE_UNREADABLE')
    assert.equal(path.basename(where), 'joe.pem')
  })

  it('sends a token, and one from a file without its line break', async () => {
    assert.equal((await ask({token: tokenOf(cluster)})).seen.user, 'jane')
    assert.equal((await ask({tokenFile: 'token'}, {files: {'.kube/token': `${tokenOf(cluster)}\n`}})).seen.user, 'jane')
  })

  it('lets flags win over the kubeconfig, and a token over what would get one', async () => {
    const user = {exec: {apiVersion: 'client.authentication.k8s.io/v1', command: 'gsec-no-such-login'}, as: 'eve'}
    const surroundings = kubeSurroundings({'.kube/config': kubeconfigFor(cluster, {user})})
    const login = {token: Secret.of(tokenOf(cluster))}
    const api = new ApiServer(chooseCluster({login}, surroundings), surroundings)
    assert.equal((await api.send({path: '/x', accept: '*/*'})).status, 404)
    assert.equal(cluster.requests[0]?.user, 'eve')
  })

  it('sends user and password', async () => {
    const {status, seen} = await ask({username: 'me', password: 'pä:ss'})
    assert.equal(status, 401)
    assert.equal(seen.headers.authorization, `Basic ${base64('me:pä:ss')}`)
  })

  it('sends nothing where the kubeconfig has nothing', async () => {
    const {status, seen} = await ask({})
    assert.equal(status, 401)
    assert.equal(seen.headers.authorization, undefined)
  })

  it('asks to be taken for somebody else, with every group and extra in a header of its own', async () => {
    const {seen} = await ask({
      token: tokenOf(cluster),
      as: 'eve',
      'as-uid': '7',
      'as-groups': ['a', 'b,c'],
      'as-user-extra': {'Scopes/x': ['one', 'two']},
    })
    assert.equal(seen.user, 'eve')
    assert.equal(seen.headers['impersonate-uid'], '7')
    assert.equal(seen.headers['impersonate-group'], 'a, b,c') // Node joins what came as two headers
    assert.equal(seen.headers['impersonate-extra-scopes%2fx'], 'one, two')
  })

  it('takes the id-token of an identity provider while it is valid', async () => {
    const jwt = ['{"alg":"none"}', JSON.stringify({exp: 4102444800}), 'x'].map(part => Buffer.from(part).toString('base64url')).join('.')
    cluster.tokens.set(jwt, 'oidc-jane')
    const {seen} = await ask({'auth-provider': {name: 'oidc', config: {'id-token': jwt}}})
    assert.equal(seen.user, 'oidc-jane')
  })

  it('says so where an identity provider gives no token, or is none that is known', async () => {
    const expired = ['{}', '{"exp":1}', 'x'].map(part => Buffer.from(part).toString('base64url')).join('.')
    const oidc = await failure(ask({'auth-provider': {name: 'oidc', config: {'id-token': expired}}}))
    assert.deepEqual([oidc.code, oidc.message], ['LOGIN_FAILED', 'the identity provider gave no token'])
    const other = await failure(ask({'auth-provider': {name: 'acme', config: {}}}))
    assert.deepEqual([other.code, other.message], ['LOGIN_FAILED', 'the kubeconfig logs in by a way that is not known'])
    assert.match(other.hint ?? '', /"acme"/)
  })

  describe('by a program', () => {
    const V1 = 'client.authentication.k8s.io/v1'
    const printed = (status: object, apiVersion = V1) => JSON.stringify({apiVersion, kind: 'ExecCredential', status})

    /** @param PRINTED what the program prints; INFO in it stands for what it was told, in hex */
    const exec = (PRINTED: string, settings: object = {}, env: Record<string, string> = {}) => ({
      exec: {
        apiVersion: V1,
        command: process.execPath,
        args: ['plugin.cjs'],
        env: Object.entries({PRINTED, ...env}).map(([name, value]) => ({name, value})),
        ...settings,
      },
    })

    /** The program lies in the working directory of the test; a kubeconfig would name it by its path. */
    async function askBy(user: {exec: {args?: string[]}}, scene: Scene = {}) {
      const home = kubeSurroundings({'plugin.cjs': plugin}).home
      const args = (user.exec.args ?? []).map(arg => (arg === 'plugin.cjs' ? path.join(home, arg) : arg))
      return await ask({exec: {...user.exec, args}}, scene)
    }

    for (const version of ['v1', 'v1beta1']) {
      it(`takes the token that it prints (${version})`, async () => {
        const apiVersion = `client.authentication.k8s.io/${version}`
        const {seen} = await askBy(exec(printed({token: tokenOf(cluster)}, apiVersion), {apiVersion}))
        assert.equal(seen.user, 'jane')
      })
    }

    it('takes the client certificate that it prints', async () => {
      const {cert, key} = cluster.issue('joe')
      const {seen} = await askBy(exec(printed({clientCertificateData: cert, clientKeyData: key})))
      assert.equal(seen.user, 'joe')
    })

    /** What a program was told, which it hands back as its token. */
    async function told(settings: object, scene: Scene = {}): Promise<Record<string, unknown>> {
      const {seen} = await askBy(exec(printed({token: 'INFO'}), settings), scene)
      return JSON.parse(Buffer.from(seen.headers.authorization!.replace('Bearer ', ''), 'hex').toString())
    }

    it('tells it that nobody can be asked, and nothing of the cluster unless it wants to know', async () => {
      assert.deepEqual(await told({}), {interactive: false})
    })

    it('tells it the cluster where it wants to know', async () => {
      const extensions = [{name: 'client.authentication.k8s.io/exec', extension: {audience: 'x', list: [1, true]}}]
      const {cluster: info} = await told({provideClusterInfo: true}, {extra: {extensions, 'tls-server-name': 'localhost'}})
      assert.deepEqual(info, {
        server: cluster.server,
        'tls-server-name': 'localhost',
        'certificate-authority-data': base64(cluster.ca),
        config: {audience: 'x', list: [1, true]},
      })
    })

    it('asks only once for several requests', async () => {
      let runs = 0
      const surroundings = kubeSurroundings({'.kube/config': kubeconfigFor(cluster, {user: exec('')})})
      const runLogin: KubeSurroundings['runLogin'] = async program => {
        runs++
        return await surroundings.runLogin({...program, args: ['-p', `'${printed({token: tokenOf(cluster)})}'`]})
      }
      const counting = {...surroundings, runLogin}
      const api = new ApiServer(chooseCluster({}, counting), counting)
      await Promise.all([1, 2, 3].map(() => api.send({path: '/x', accept: '*/*'})))
      assert.equal(runs, 1)
    })

    const faults: {name: string; user: () => {exec: object}; expected: RegExp}[] = [
      {
        name: 'is not installed',
        user: () => exec('', {command: 'gsec-no-such-login'}),
        expected: /is not there.*install gsec-no-such-login/,
      },
      {name: 'fails', user: () => exec('', {}, {EXIT: '3'}), expected: /failed.*stands above/},
      {name: 'prints something else', user: () => exec('hush'), expected: /printed no credential.*k8s\.io\/v1/},
      {
        name: 'prints another version',
        user: () => exec(printed({token: 'hush'}, 'client.authentication.k8s.io/v1beta1')),
        expected: /printed no credential/,
      },
      {name: 'gives nothing', user: () => exec(printed({})), expected: /neither a token nor a client certificate/},
      {
        name: 'gives a certificate without its key',
        user: () => exec(printed({clientCertificateData: 'hush'})),
        expected: /neither a token/,
      },
      {name: 'must ask, and there is no terminal', user: () => exec('', {interactiveMode: 'Always'}), expected: /needs a terminal/},
    ]
    for (const {name, user, expected} of faults) {
      it(`says so when it ${name}`, async () => {
        const error = await failure(askBy(user()))
        assert.equal(error.code, 'LOGIN_FAILED')
        assert.match(`${error.message} ${error.hint}`, expected)
        assert.match(error.where ?? '', /^user "test-user" in /)
        assert.equal(cluster.requests.length, 0)
      })
    }

    it('is found beside the kubeconfig where it is named by a relative path', async () => {
      let command = ''
      const runLogin: KubeSurroundings['runLogin'] = async program => {
        command = program.command
        return {ended: 'missing'}
      }
      await failure(askBy(exec('', {command: './bin/login'}), {overrides: {runLogin}}))
      assert.ok(command.endsWith(path.join('.kube', 'bin', 'login')), command)
    })
  })

  it('shows no credential where things are printed', async () => {
    const surroundings = kubeSurroundings({
      '.kube/config': kubeconfigFor(cluster, {user: {token: 'hush', password: 'hush', username: 'me'}}),
    })
    const access = chooseCluster({}, surroundings)
    assert.doesNotMatch(inspect(access, {depth: 20}) + JSON.stringify(access), /hush/)
  })
})
