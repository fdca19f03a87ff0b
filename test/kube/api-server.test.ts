import assert from 'node:assert/strict'
import {inspect} from 'node:util'
import {GsecError} from '../../src/errors.js'
import type {ApiServerOptions} from '../../src/kube/api-server.js'
import {type FakeCluster, type Fault, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {apiServerFor} from '../support/kube-surroundings.js'
import {closeServers, serveHttp} from '../support/servers.js'

const SERVICE = {path: '/api/v1/namespaces/kube-system/services/sealed-secrets-controller', accept: 'application/json'}

async function failure(pending: Promise<unknown>): Promise<GsecError> {
  try {
    await pending
  } catch (error) {
    assert.ok(error instanceof GsecError, inspect(error))
    return error
  }
  return assert.fail('there should be no answer')
}

describe('a request to the API server', () => {
  let cluster: FakeCluster
  let plainPort = 0
  beforeEach(async () => {
    cluster = await serveCluster()
    plainPort = (await serveHttp((_, out) => out.end('hello'))).port
  })
  afterEach(closeServers)

  const send = (options: ApiServerOptions = {}, extra: object = {}) =>
    apiServerFor(kubeconfigFor(cluster, {cluster: extra}), options).send(SERVICE)

  it('uses one connection for several requests', async () => {
    const api = apiServerFor(kubeconfigFor(cluster))
    for (let count = 0; count < 3; count++) assert.equal((await api.send(SERVICE)).status, 200)
    assert.equal(cluster.connections(), 1)
  })

  it('goes below the path of the server, as behind Rancher', async () => {
    const {requests} = cluster
    await send({}, {server: `${cluster.server}/k8s/clusters/c-1/`})
    assert.equal(requests[0]?.path, `/k8s/clusters/c-1${SERVICE.path}`)
  })

  it('knows the server by the name that the kubeconfig gives', async () => {
    const server = cluster.server.replace('localhost', '127.0.0.1')
    assert.equal((await send({}, {server, 'tls-server-name': 'localhost'})).status, 200)
    const {code} = await failure(send({}, {server, 'tls-server-name': 'other.test'}))
    assert.equal(code, 'TLS_FAILED')
  })

  it('does not look at the certificate of the server where the kubeconfig says so', async () => {
    const extra = {'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true}
    assert.equal((await send({}, extra)).status, 200)
  })

  it('goes through the proxy of the kubeconfig', async () => {
    const {url} = await serveHttp((_, out) => out.end()) // one that does not know CONNECT
    const {code, where, hint} = await failure(send({}, {'proxy-url': url.href}))
    assert.deepEqual({code, where}, {code: 'HOST_UNREACHABLE', where: url.href})
    assert.match(hint ?? '', /proxy-url in the kubeconfig/)
    assert.equal(cluster.connections(), 0)
  })

  it('waits as the server asks, and asks again', async () => {
    const waits: number[] = []
    let refusals = 2
    cluster.fault = (_, response) => {
      if (refusals-- <= 0) return false
      response.writeHead(429, {'retry-after': '1'}).end('limit exceeded\n')
      return true
    }
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds)
    }
    assert.equal((await send({retry: {sleep}})).status, 200)
    assert.deepEqual(waits, [1000, 1000])
  })

  it('does not wait where nobody says that waiting helps, nor for long', async () => {
    const cases = [
      {status: 503, headers: {}, requests: 1},
      {status: 503, headers: {'retry-after': '1'}, requests: 4},
      {status: 429, headers: {'retry-after': '60'}, requests: 1},
      {status: 500, headers: {}, requests: 1},
    ]
    for (const {status, headers, requests} of cases) {
      cluster.requests.length = 0
      cluster.fault = (_, response) => {
        response.writeHead(status, headers).end()
        return true
      }
      assert.equal((await send()).status, status)
      assert.equal(cluster.requests.length, requests, `${status} ${JSON.stringify(headers)}`)
    }
  })

  const slowly: Fault = (_, response) => {
    response.writeHead(200, {'content-type': 'application/json'})
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
    return true
  }
  const faults: {name: string; fault?: Fault; options?: ApiServerOptions; extra?: () => object; code: string; expected: RegExp}[] = [
    {
      name: 'nobody listens',
      extra: () => ({server: 'https://127.0.0.1:1'}),
      code: 'HOST_UNREACHABLE',
      expected: /connection refused.*context, network, VPN and proxy.*--cert FILE/,
    },
    {
      name: 'the server shows a certificate of another CA',
      extra: () => ({'certificate-authority-data': Buffer.from(cluster.issue('other').cert).toString('base64')}),
      code: 'TLS_FAILED',
      expected: /certificate.*certificate-authority is not the server's/,
    },
    {
      name: 'the server speaks plain http',
      extra: () => ({server: `https://localhost:${plainPort}`}),
      code: 'TLS_FAILED',
      expected: /no TLS connection.*plain http/,
    },
    {
      name: 'the server is silent',
      fault: () => true,
      options: {timeoutMs: 100},
      code: 'HOST_UNREACHABLE',
      expected: /within 0\.1 s.*--request-timeout.*--cert/,
    },
    {name: 'the server drips', fault: slowly, options: {timeoutMs: 200}, code: 'HOST_UNREACHABLE', expected: /within 0\.2 s/},
    {
      name: 'the answer is cut in the middle',
      fault: (_, response) => {
        response.writeHead(200, {'content-length': '1000'})
        response.write('{"kind": "Serv')
        setImmediate(() => response.destroy())
        return true
      },
      code: 'HOST_UNREACHABLE',
      expected: /closed before the answer was complete.*try again/,
    },
    {
      name: 'the answer is huge',
      fault: (_, response) => {
        response.end(Buffer.alloc(2 * 1024 * 1024, ' '))
        return true
      },
      code: 'RESPONSE_INVALID',
      expected: /larger than 1 MiB.*something else answers/,
    },
    {
      name: 'the answer is not HTTP',
      fault: (request, response) => {
        request.socket.end('SSH-2.0-OpenSSH\r\n')
        response.destroy()
        return true
      },
      code: 'RESPONSE_INVALID',
      expected: /not HTTP/,
    },
  ]
  for (const {name, fault, options, extra = () => ({}), code, expected} of faults) {
    it(`says so when ${name}`, async () => {
      if (fault) cluster.fault = fault
      const error = await failure(send(options, extra()))
      assert.equal(error.code, code)
      assert.match(error.where ?? '', /^context "test" \(https:/)
      assert.match(`${error.message} ${error.hint}`, expected)
    })
  }

  it('follows no redirect, so that no credential goes elsewhere', async () => {
    let elsewhere = 0
    const {url} = await serveHttp((_, out) => {
      elsewhere++
      out.end()
    })
    cluster.fault = (_, response) => {
      response.writeHead(302, {location: url.href}).end()
      return true
    }
    assert.equal((await send()).status, 302)
    assert.equal(elsewhere, 0)
  })

  describe('over plain http', () => {
    const at = (server: string, options: ApiServerOptions = {}, extra: object = {}) =>
      apiServerFor(kubeconfigFor(cluster, {cluster: {server, ...extra}}), options).send(SERVICE)

    it('is sent to this machine, as to kubectl proxy, without any credential', async () => {
      let authorization: string | undefined = 'none'
      const {url} = await serveHttp((request, out) => {
        authorization = request.headers.authorization
        out.end()
      })
      assert.equal((await at(url.href)).status, 200)
      assert.equal(authorization, undefined)
    })

    it('is sent nowhere else', async () => {
      const {code, hint} = await failure(at('http://cluster.invalid'))
      assert.equal(code, 'ENDPOINT_NOT_TRUSTED')
      assert.match(hint ?? '', /https.*--fingerprint.*--insecure-http/)
      assert.equal((await failure(at('http://localhost.cluster.invalid'))).code, 'ENDPOINT_NOT_TRUSTED')
    })

    it('is sent where the user accepts it', async () => {
      const {status, body} = await at('http://cluster.invalid', {insecureHttp: true}, {'proxy-url': `http://localhost:${plainPort}`})
      assert.deepEqual({status, body: body.toString()}, {status: 200, body: 'hello'})
    })
  })
})
