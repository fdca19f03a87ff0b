import assert from 'node:assert/strict'
import {createPublicKey} from 'node:crypto'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {seal} from '../../src/crypto/envelope.js'
import {Secret} from '../../src/secret.js'
import {controllerService, type FakeCluster, type FakeService, type Fault, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {openEnvelope} from '../support/open-envelope.js'
import {type KubesealInput, kubesealFolder, runKubesealIn} from '../support/run-kubeseal.js'
import {closeServers} from '../support/servers.js'
import {vector} from '../support/vectors.js'

const CERT = vector('kubeseal/cert.pem').toString()
const SERVICE_HINT =
  'Please, use the flag --controller-name and --controller-namespace to set up the name and namespace of the sealed secrets controller\n'
const secret = 'metadata: {name: db, namespace: shop}\nstringData: {a: b}\n'
const ciphertext = (value: string, label = 'shop/db') => seal(Secret.of(value), label, createPublicKey(CERT)).toString('base64')
const sealed = (name = 'db', value = ciphertext('x')) => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: ${name}
  namespace: shop
  generation: 3
  uid: u
spec:
  encryptedData:
    a: ${value}
  template:
    metadata:
      labels: {app: shop}
      name: ${name}
      namespace: shop
`

describe('kubeseal, with a controller', () => {
  let cluster: FakeCluster
  beforeEach(async () => {
    cluster = await serveCluster()
  })
  afterEach(closeServers)

  function run(
    args: readonly string[],
    {files = {}, env = {}, ...input}: Omit<KubesealInput, 'files'> & {files?: Record<string, string>} = {},
  ) {
    const folder = kubesealFolder({kubeconfig: kubeconfigFor(cluster), ...files})
    const file = (name: string) => readFileSync(path.join(folder, name), 'utf8')
    return runKubesealIn(folder, args, {env: {KUBECONFIG: 'kubeconfig', ...env}, ...input}).then(result => ({...result, folder, file}))
  }
  const asked = () => cluster.requests.map(({method, path: where}) => `${method} ${decodeURIComponent(where)}`)
  const SERVICE = 'GET /api/v1/namespaces/kube-system/services/sealed-secrets-controller'
  const PROXY = '/api/v1/namespaces/kube-system/services/http:sealed-secrets-controller:http/proxy/v1'

  it('fetches the certificate, byte for byte', async () => {
    const {status, stdout, stderr} = await run(['--fetch-cert'])
    assert.deepEqual({status, stdout, stderr}, {status: 0, stdout: CERT, stderr: ''})
    assert.deepEqual(asked(), [SERVICE, `GET ${PROXY}/cert.pem`])
    assert.equal(cluster.requests[1]?.headers.accept, 'application/x-pem-file, */*')
  })

  it('seals for it without a word', async () => {
    const {status, stdout, stderr} = await run([], {stdin: secret})
    assert.deepEqual([status, stderr], [0, ''])
    const value = Buffer.from(JSON.parse(stdout).spec.encryptedData.a, 'base64')
    assert.equal(openEnvelope(value, 'shop/db', cluster.controller.pairs[0]!.key).plaintext?.toString(), 'b')
  })

  it('seals one value, and into a file', async () => {
    const raw = await run(['--raw', '--scope', 'cluster-wide', '--from-file', 'v'], {files: {v: 'one'}})
    assert.equal(openEnvelope(Buffer.from(raw.stdout, 'base64'), '', cluster.controller.pairs[0]!.key).plaintext?.toString(), 'one')
    const merged = await run(['--merge-into', 's.yaml', '-o', 'yaml'], {
      stdin: 'metadata: {name: x}\nstringData: {b: c}\n',
      files: {'s.yaml': sealed()},
    })
    assert.deepEqual([merged.status, merged.stderr], [0, ''])
    assert.match(merged.file('s.yaml'), /^ {4}a: .*\n {4}b: /m)
  })

  it('looks for the controller where it is told, also at a port without a name', async () => {
    cluster.services = [{...controllerService, namespace: 'seals', name: 'seals', ports: [undefined]}]
    const {stdout} = await run(['--fetch-cert', '--controller-name', 'seals'], {env: {SEALED_SECRETS_CONTROLLER_NAMESPACE: 'seals'}})
    assert.equal(stdout, CERT)
    assert.equal(asked()[1], 'GET /api/v1/namespaces/seals/services/http:seals:/proxy/v1/cert.pem')
  })

  it('holds the certificate against the pins', async () => {
    for (const args of [[], ['--fetch-cert']]) {
      const {status, stderr} = await run(args, {stdin: secret, env: {GSEC_CERT_FINGERPRINTS: `sha256:${'0'.repeat(64)}`}})
      assert.equal(status, 1)
      assert.match(stderr, /^error: the key of the certificate is not one of the expected ones.* \(GSEC_CERT_FINGERPRINTS\)\n$/)
    }
  })

  describe('logging in', () => {
    const seen = async (args: readonly string[], input = {}) => {
      const {status, stderr} = await run(['--fetch-cert', ...args], input)
      assert.equal(status, 0, stderr)
      const {user, headers} = cluster.requests[0]!
      return {user, groups: headers['impersonate-group'], uid: headers['impersonate-uid']}
    }
    const visitor = () => kubeconfigFor(cluster, {user: {token: 'nobody'}})

    it('does so with the token of a flag', async () => {
      const [token = ''] = [...cluster.tokens.keys()]
      assert.equal((await seen(['--token', token], {files: {kubeconfig: visitor()}})).user, 'jane')
    })

    it('does so with a client certificate', async () => {
      const {cert, key} = cluster.issue('joe')
      const kubeconfig = kubeconfigFor(cluster, {user: {}})
      assert.equal((await seen(['--client-certificate', 'c', '--client-key', 'k'], {files: {kubeconfig, c: cert, k: key}})).user, 'joe')
    })

    it('says whom to be taken for', async () => {
      const {user, groups, uid} = await seen(['--as', 'eve', '--as-group', 'a', '--as-group', 'b', '--as-uid', '7'])
      assert.deepEqual([user, groups, uid], ['eve', 'a, b', '7'])
    })

    it('sends name and password', async () => {
      const {stderr} = await run(['--fetch-cert', '--username', 'u', '--password', 'p'], {
        files: {kubeconfig: kubeconfigFor(cluster, {user: {}})},
      })
      assert.match(stderr, /^error: cannot get sealed secret service: Unauthorized\.\n/)
      assert.equal(cluster.requests[0]?.headers.authorization, `Basic ${Buffer.from('u:p').toString('base64')}`)
    })

    it('fails in one line where the login program is missing', async () => {
      const user = {exec: {apiVersion: 'client.authentication.k8s.io/v1', command: './nothing-here', interactiveMode: 'Never'}}
      const {status, stderr} = await run(['--fetch-cert'], {files: {kubeconfig: kubeconfigFor(cluster, {user})}})
      assert.equal(status, 1)
      assert.match(stderr, /^error: cannot get sealed secret service: user "test-user" in .*: the login program is not there\.\nPlease/)
    })
  })

  describe('--validate', () => {
    it('says nothing when the controller can decrypt all of it', async () => {
      const {status, stdout, stderr} = await run(['--validate'], {stdin: `${sealed()}---\n${sealed()}`})
      assert.deepEqual({status, stdout, stderr}, {status: 0, stdout: '', stderr: ''})
      assert.deepEqual(asked(), [SERVICE, `POST ${PROXY}/verify`, `POST ${PROXY}/verify`])
      const {headers, body} = cluster.requests[1]!
      assert.equal(headers.accept, 'application/json, */*')
      assert.equal(headers['content-type'], undefined)
      assert.match(
        body,
        /^\{"kind":"SealedSecret","apiVersion":"bitnami.com\/v1alpha1","metadata":\{"name":"db","namespace":"shop","uid":"u","generation":3\},"spec":\{"template":\{"metadata":\{"name":"db","namespace":"shop","labels":\{"app":"shop"\}\}\},"encryptedData":\{"a":"A/,
      )
    })

    it('stops at the first that it cannot', async () => {
      const {status, stdout, stderr} = await run(['--validate'], {stdin: `${sealed('other')}---\n${sealed()}`})
      assert.deepEqual({status, stdout, stderr}, {status: 1, stdout: '', stderr: 'error: unable to decrypt sealed secret: other\n'})
      assert.equal(cluster.requests.length, 2)
    })

    it('passes what holds nothing, and says so on a terminal', async () => {
      assert.deepEqual((await run(['--validate'], {stdin: ''})).status, 0)
      const {status, stderr} = await run(['--validate'], {stdin: '{a: [', isTerminal: {stdin: false, stderr: true}})
      assert.deepEqual([status, stderr], [0, 'warning: a document of the input could not be read and was left out\n'])
    })

    it('does not ask about half a document, and sends nothing of a Secret but its name', async () => {
      const {status, stderr} = await run(['--validate'], {stdin: 'metadata: {name: x, labels: 5}\n'})
      assert.deepEqual([status, stderr], [1, 'error: unable to decrypt sealed secret\n'])
      const plain = await run(['--validate'], {stdin: secret})
      assert.equal(plain.status, 1)
      assert.equal(
        cluster.requests.at(-1)?.body,
        '{"metadata":{"name":"db","namespace":"shop"},"spec":{"template":{"metadata":{}},"encryptedData":null}}',
      )
    })
  })

  describe('--re-encrypt', () => {
    const rotatedKey = async (text: string) => {
      const value = /^ {4}a: (\S+)$/m.exec(text)?.[1] ?? JSON.parse(text).spec.encryptedData.a
      return openEnvelope(Buffer.from(value, 'base64'), 'shop/db', cluster.controller.pairs[0]!.key).plaintext?.toString()
    }
    beforeEach(() => cluster.controller.renew())

    it('prints what the controller encrypts anew', async () => {
      const {status, stdout, stderr} = await run(['--re-encrypt'], {stdin: sealed()})
      assert.deepEqual([status, stderr], [0, ''])
      assert.equal(await rotatedKey(stdout), 'x')
      const {kind, apiVersion, metadata} = JSON.parse(stdout)
      assert.deepEqual([kind, apiVersion, metadata], ['SealedSecret', 'bitnami.com/v1alpha1', {name: 'db', namespace: 'shop'}])
    })

    it('takes the dates and the generation out of the answer, and no more', async () => {
      const metadata = {
        name: 'db',
        uid: 'u',
        resourceVersion: '5',
        generation: 7,
        creationTimestamp: '2026-01-02T03:04:05Z',
        deletionTimestamp: null,
      }
      cluster.controller.replies.set('/v1/rotate', {status: 200, body: JSON.stringify({metadata, spec: {encryptedData: {a: 'b'}}})})
      const {stdout} = await run(['--re-encrypt'], {stdin: sealed()})
      assert.deepEqual(JSON.parse(stdout), {
        kind: 'SealedSecret',
        apiVersion: 'bitnami.com/v1alpha1',
        metadata: {name: 'db', uid: 'u', resourceVersion: '5'},
        spec: {template: {metadata: {}}, encryptedData: {a: 'b'}},
      })
    })

    it('changes a file in place, in the format of its name', async () => {
      const {status, stdout, file} = await run(['--rotate', '-f', 's.yaml'], {files: {'s.yaml': sealed()}})
      assert.deepEqual([status, stdout], [0, 'Flag --rotate has been deprecated, please use --re-encrypt instead\n'])
      assert.match(file('s.yaml'), /^---\napiVersion: bitnami/)
      assert.equal(await rotatedKey(file('s.yaml')), 'x')
    })

    it('leaves the file as it is when there is nothing in it, or one of several fails', async () => {
      const two = `${sealed()}---\n${sealed('other')}`
      const {status, stderr, file} = await run(['--re-encrypt', '-f', 's.yaml'], {files: {'s.yaml': two}})
      assert.equal(status, 1)
      assert.equal(
        stderr,
        'error: cannot re-encrypt secret: an error on the server ("") has prevented the request from succeeding (post services http:sealed-secrets-controller:http)\n',
      )
      assert.equal(file('s.yaml'), two)
      const empty = await run(['--re-encrypt', '-f', 's.yaml'], {files: {'s.yaml': '# nothing\n'}})
      assert.deepEqual([empty.status, empty.file('s.yaml')], [0, '# nothing\n'])
    })

    for (const {name, reply, message} of [
      {name: 'that it cannot decrypt', reply: {status: 409, body: ''}, message: 'unable to rotate secret'},
      {name: 'what is no JSON', reply: {status: 200, body: '{"a'}, message: 'unexpected end of JSON input'},
      {
        name: 'what is no SealedSecret',
        reply: {status: 200, body: '{"metadata": 5}'},
        message: 'json: cannot unmarshal number into Go struct field SealedSecret.metadata of type v1.ObjectMeta',
      },
    ]) {
      it(`fails when the controller answers ${name}`, async () => {
        cluster.controller.replies.set('/v1/rotate', reply)
        const {status, stdout, stderr} = await run(['--re-encrypt'], {stdin: sealed()})
        assert.deepEqual({status, stdout, stderr}, {status: 1, stdout: '', stderr: `error: ${message}\n`})
      })
    }
    it('fails on a document that does not fit', async () => {
      const {stderr} = await run(['--re-encrypt'], {stdin: 'metadata: {name: x, labels: 5}\n'})
      assert.match(stderr, /^error: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go struct field /)
    })
  })

  // the words of client-go: spec of kubeseal 0.36.6, seen with a real API server (test/cluster/kubeseal.test.ts)
  const statusAnswer =
    (status: number, headers: Record<string, string> = {}, body = ''): Fault =>
    (request, response) => {
      if (!request.url?.includes('/proxy/')) return false
      response.writeHead(status, headers).end(body)
      return true
    }
  const POST = '(post services http:sealed-secrets-controller:http)'
  const afterService: {status: number; headers?: Record<string, string>; body?: string; words: string}[] = [
    {status: 400, words: `the server rejected our request for an unknown reason ${POST}`},
    {status: 401, words: `the server has asked for the client to provide credentials ${POST}`},
    {status: 403, body: 'not you\u001b', words: `not you\\x1b ${POST}`},
    {status: 404, words: `the server could not find the requested resource ${POST}`},
    {status: 405, words: `the server does not allow this method on the requested resource ${POST}`},
    {status: 406, words: `the server was unable to respond with a content type that the client supports ${POST}`},
    {status: 406, body: 'no', words: `no ${POST}`},
    {status: 418, words: `the server responded with the status code 418 but did not return more information ${POST}`},
    {status: 422, words: `the server rejected our request due to an error in our request ${POST}`},
    {
      status: 429,
      words: `the server has received too many requests and has asked us to try again later ${POST}`,
      headers: {'retry-after': '60'},
    },
    {status: 500, body: ' "why" \n', words: `an error on the server ("\\"why\\"") has prevented the request from succeeding ${POST}`},
    {
      status: 500,
      headers: {'content-type': 'application/json'},
      body: '{"a": 1}',
      words: `an error on the server ("unknown") has prevented the request from succeeding ${POST}`,
    },
    {status: 503, words: `the server is currently unable to handle the request ${POST}`},
    {
      status: 504,
      words: `the server was unable to return a response in the time allotted, but may still be processing the request ${POST}`,
    },
  ]
  for (const {status, headers, body = '', words} of afterService) {
    it(`says what client-go says of ${status}${body && ` with ${JSON.stringify(body)}`}`, async () => {
      cluster.fault = statusAnswer(status, headers, body)
      const {status: exit, stdout, stderr} = await run(['--validate'], {stdin: sealed()})
      assert.deepEqual({exit, stdout, stderr}, {exit: 1, stdout: '', stderr: `error: cannot validate sealed secret: ${words}\n`})
    })
  }

  const behind = (state: NonNullable<FakeService['behind']>) => () => {
    cluster.services = [{...controllerService, behind: state}]
  }
  const faults: {name: string; prepare: () => void; args?: string[]; words: string | RegExp}[] = [
    {
      name: 'no Service',
      prepare: () => {
        cluster.services = []
      },
      words: `error: cannot get sealed secret service: services "sealed-secrets-controller" not found.\n${SERVICE_HINT}`,
    },
    {
      name: 'a user who may not read it',
      prepare: () => {
        cluster.may = () => false
      },
      words: `error: cannot get sealed secret service: services "sealed-secrets-controller" is forbidden: User "jane" cannot get resource "services" in API group "" in the namespace "kube-system".\n${SERVICE_HINT}`,
    },
    {
      name: 'a login that is not accepted',
      prepare: () => cluster.tokens.clear(),
      words: `error: cannot get sealed secret service: Unauthorized.\n${SERVICE_HINT}`,
    },
    {
      name: 'no Pod that is ready',
      prepare: behind('nobody ready'),
      words: 'error: cannot fetch certificate: no endpoints available for service "sealed-secrets-controller"\n',
    },
    {
      name: 'a Pod that does not answer',
      prepare: behind('silence'),
      words: 'error: cannot fetch certificate: error trying to reach service: dial tcp 10.250.0.2:8080: connect: connection refused\n',
    },
    {
      name: 'a Service without ports',
      prepare: () => {
        cluster.services = [{...controllerService, ports: []}]
      },
      words: `error: cannot get sealed secret service: the Service has no port.\n${SERVICE_HINT}`,
    },
    {
      name: 'something else in place of the API server',
      prepare: () => {
        cluster.fault = (_, response) => {
          response.end('<html>')
          return true
        }
      },
      words: `error: cannot get sealed secret service: the answer is not a Service.\n${SERVICE_HINT}`,
    },
    {
      name: 'nobody at the address',
      prepare: () => {},
      args: ['--server', 'https://127.0.0.1:1', '--certificate-authority', 'cert.pem'],
      words: `error: cannot get sealed secret service: Get "https://127.0.0.1:1/api/v1/namespaces/kube-system/services/sealed-secrets-controller": dial tcp 127.0.0.1:1: connect: connection refused.\n${SERVICE_HINT}`,
    },
    {
      name: 'an answer that takes too long',
      prepare: () => {
        cluster.latencyMs = 500
      },
      args: ['--request-timeout', '200ms'],
      words: /^error: cannot get sealed secret service: Get "https:.*": no complete answer within 0\.2 s\.\nPlease/,
    },
    {
      name: 'a time that is none',
      prepare: () => {},
      args: ['--request-timeout', 'soon'],
      words: /^error: Invalid timeout value\. Timeout must be a single integer in seconds, /,
    },
    {
      name: 'plain http over a network',
      prepare: () => {},
      args: ['--server', 'http://192.0.2.1'],
      words:
        /^error: cannot get sealed secret service: plain http: .*; use https, name the key in GSEC_CERT_FINGERPRINTS, or set GSEC_INSECURE_HTTP=1\.\n/,
    },
    {
      name: 'a name that is none',
      prepare: () => {},
      args: ['--controller-name', '../x'],
      words: /^error: --controller-name must consist of /,
    },
    {
      name: 'an authority that is none',
      prepare: () => {},
      args: ['--certificate-authority', 'kubeconfig'],
      words: /^error: kubeconfig: the certificate authority holds no PEM certificate\n$/,
    },
    {
      name: 'an authority that is not there',
      prepare: () => {},
      args: ['--certificate-authority', 'nope'],
      words: /^error: open .*nope: no such file or directory\n$/,
    },
  ]
  for (const {name, prepare, args = [], words} of faults) {
    it(`ends with 1 and a reason on ${name}`, async () => {
      prepare()
      const {status, stdout, stderr} = await run(['--fetch-cert', ...args])
      assert.deepEqual([status, stdout], [1, ''])
      if (typeof words === 'string') assert.equal(stderr, words)
      else assert.match(stderr, words)
    })
  }

  it('takes times as kubectl does', async () => {
    cluster.latencyMs = 20
    for (const time of ['30', '1m30s', '0', '0s', '500ms']) {
      const {status, stderr} = await run(['--fetch-cert', '--request-timeout', time])
      assert.equal(status, 0, stderr)
    }
  })

  it('writes no file of -w when it fails', async () => {
    cluster.services = []
    const folder = kubesealFolder({kubeconfig: kubeconfigFor(cluster), o: 'kept'})
    writeFileSync(path.join(folder, 's.yaml'), sealed())
    for (const args of [
      ['-w', 'o'],
      ['-w', 'o', '--fetch-cert'],
      ['-w', 'o', '--validate'],
      ['-w', 'o', '--re-encrypt'],
    ]) {
      const {status} = await runKubesealIn(folder, args, {stdin: sealed(), env: {KUBECONFIG: 'kubeconfig'}})
      assert.deepEqual([status, readFileSync(path.join(folder, 'o'), 'utf8')], [1, 'kept'])
    }
  })
})
