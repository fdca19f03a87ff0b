import assert from 'node:assert/strict'
import http, {type IncomingMessage} from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type {Duplex} from 'node:stream'
import {HttpError} from '../../src/http/http-error.js'
import {proxyFor} from '../../src/http/proxy.js'
import {request} from '../../src/http/request.js'
import {closeServers, type LocalServer, listen, serveHttp, serveHttps, testAuthority} from '../support/servers.js'

const P = 'http://proxy.test:3128'

// Expected values: golang.org/x/net/http/httpproxy, which kubectl and kubeseal use (config.go and its documentation).
const cases: {name: string; url: string; environment: Record<string, string>; expected: string | undefined}[] = [
  {name: 'no variable', url: 'https://a.test', environment: {}, expected: undefined},
  {name: 'https', url: 'https://a.test', environment: {HTTPS_PROXY: P}, expected: `${P}/`},
  {name: 'http', url: 'http://a.test', environment: {HTTP_PROXY: P}, expected: `${P}/`},
  {name: 'the variable of the other scheme', url: 'http://a.test', environment: {HTTPS_PROXY: P}, expected: undefined},
  {name: 'lower case', url: 'https://a.test', environment: {https_proxy: P}, expected: `${P}/`},
  {name: 'upper case before lower case', url: 'https://a.test', environment: {HTTPS_PROXY: P, https_proxy: 'http://b'}, expected: `${P}/`},
  {name: 'an empty variable', url: 'https://a.test', environment: {HTTPS_PROXY: ''}, expected: undefined},
  {name: 'an address without scheme', url: 'https://a.test', environment: {HTTPS_PROXY: 'proxy.test:3128'}, expected: `${P}/`},
  {name: 'a name alone', url: 'https://a.test', environment: {HTTPS_PROXY: 'proxy.test'}, expected: 'http://proxy.test/'},
  {name: 'localhost', url: 'http://localhost:8080', environment: {HTTP_PROXY: P}, expected: undefined},
  {name: 'a loopback address', url: 'http://127.8.8.8', environment: {HTTP_PROXY: P}, expected: undefined},
  {name: 'the IPv6 loopback', url: 'http://[::1]:80', environment: {HTTP_PROXY: P}, expected: undefined},
  ...[
    {no: '*', exempt: true},
    {no: 'a.test', exempt: true},
    {no: 'A.TEST', exempt: true},
    {no: ' x , a.test ,', exempt: true},
    {no: 'test', exempt: true},
    {no: '.test', exempt: true},
    {no: '*.test', exempt: true},
    {no: '.a.test', exempt: false},
    {no: '*.a.test', exempt: false},
    {no: 'ba.test', exempt: false},
    {no: 'a.test:443', exempt: true},
    {no: 'a.test:8443', exempt: false},
    {no: '.test:443', exempt: true},
    {no: 'est', exempt: false},
    {no: ',', exempt: false},
  ].map(({no, exempt}) => ({
    name: `NO_PROXY=${no}`,
    url: 'https://a.test',
    environment: {HTTPS_PROXY: P, NO_PROXY: no},
    expected: exempt ? undefined : `${P}/`,
  })),
  ...[
    {no: '10.1.2.3', exempt: true},
    {no: '10.1.2.3:443', exempt: true},
    {no: '10.1.2.3:80', exempt: false},
    {no: '10.0.0.0/8', exempt: true},
    {no: '10.1.2.0/31', exempt: false},
    {no: '10.1.2.3/33', exempt: false},
    {no: '10.1.2.3/x', exempt: false},
    {no: 'fd00::/8', exempt: false},
    {no: '2.3', exempt: false},
  ].map(({no, exempt}) => ({
    name: `NO_PROXY=${no} for an address`,
    url: 'https://10.1.2.3',
    environment: {HTTPS_PROXY: P, no_proxy: no},
    expected: exempt ? undefined : `${P}/`,
  })),
  ...[
    {no: 'fd00::1', exempt: true},
    {no: '[fd00::1]', exempt: false},
    {no: 'fd00:0::1', exempt: true},
    {no: '[fd00::1]:6443', exempt: true},
    {no: '[fd00::1]:443', exempt: false},
    {no: 'fd00::/8', exempt: true},
    {no: '10.0.0.0/8', exempt: false},
  ].map(({no, exempt}) => ({
    name: `NO_PROXY=${no} for an IPv6 address`,
    url: 'https://[fd00::1]:6443',
    environment: {HTTPS_PROXY: P, NO_PROXY: no},
    expected: exempt ? undefined : `${P}/`,
  })),
]

describe('the proxy for an address', () => {
  for (const {name, url, environment, expected} of cases) {
    it(`${name}: ${expected ?? 'none'}`, () => assert.equal(proxyFor(new URL(url), environment)?.href, expected))
  }

  for (const value of ['socks5://proxy.test:1080', 'http://', 'ftp://proxy.test']) {
    it(`${value}: says that it cannot be used, without the value`, () => {
      assert.throws(
        () => proxyFor(new URL('https://a.test/?q=hush'), {HTTPS_PROXY: value}),
        (error: unknown) =>
          error instanceof HttpError &&
          error.fault === 'proxy' &&
          error.message === 'HTTPS_PROXY is not the address of an http proxy' &&
          error.where === 'https://a.test/',
      )
    })
  }
})

/** What a proxy was asked for. */
interface Asked {
  line: string
  authorization: string | undefined
}

/** A proxy that leads every host to one local server, for plain requests and for CONNECT. */
function proxyHandlers(target: () => LocalServer, asked: Asked[], status = 200) {
  const note = (incoming: IncomingMessage) =>
    asked.push({line: `${incoming.method} ${incoming.url}`, authorization: incoming.headers['proxy-authorization']})
  return {
    onRequest(incoming: IncomingMessage, out: http.ServerResponse) {
      note(incoming)
      out.end(`host ${incoming.headers.host}`)
    },
    onConnect(incoming: IncomingMessage, socket: Duplex) {
      note(incoming)
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
        return
      }
      const upstream = net.connect(target().port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        upstream.pipe(socket).pipe(upstream)
      })
      upstream.on('error', () => socket.destroy())
      socket.on('error', () => upstream.destroy())
    },
  }
}

describe('a request through a proxy', () => {
  afterEach(closeServers)

  async function start({status = 200, secure = false} = {}) {
    const asked: Asked[] = []
    const target = await serveHttps((_, out) => out.end('safe'), testAuthority().issue('seal.test'))
    const {onRequest, onConnect} = proxyHandlers(() => target, asked, status)
    const server = secure ? https.createServer(testAuthority().issue('localhost'), onRequest) : http.createServer(onRequest)
    server.on('connect', onConnect)
    const proxy = await listen(server, secure ? 'https' : 'http')
    return {asked, target, proxy: proxy.url, connections: proxy.connections}
  }

  it('sends plain http to the proxy, with the whole address', async () => {
    const {asked, proxy} = await start()
    const environment = {HTTP_PROXY: `http://me:pa%40ss@localhost:${proxy.port}`}
    const response = await request({url: new URL('http://u:p@seal.test:8080/cert.pem?x=1#f'), environment})
    assert.equal(response.body.toString(), 'host seal.test:8080')
    const authorization = `Basic ${Buffer.from('me:pa@ss').toString('base64')}`
    assert.deepEqual(asked, [{line: 'GET http://seal.test:8080/cert.pem?x=1', authorization}])
  })

  it('opens a tunnel for https, checks the name of the server, and keeps the tunnel', async () => {
    const {asked, proxy} = await start()
    const environment = {HTTPS_PROXY: `http://me:secret@localhost:${proxy.port}`}
    for (const path of ['a', 'b']) {
      const response = await request({url: new URL(`https://seal.test/${path}`), environment, tls: {ca: testAuthority().ca}})
      assert.equal(response.body.toString(), 'safe')
    }
    const authorization = `Basic ${Buffer.from('me:secret').toString('base64')}`
    assert.deepEqual(asked, [{line: 'CONNECT seal.test:443', authorization}])
  })

  it('refuses the server behind the tunnel when its name or CA is wrong', async () => {
    const {proxy} = await start()
    const environment = {HTTPS_PROXY: proxy.href}
    const {ca} = testAuthority()
    await assert.rejects(request({url: new URL('https://other.test/'), environment, tls: {ca}}), {fault: 'untrusted'})
    await assert.rejects(request({url: new URL('https://seal.test/'), environment}), {fault: 'untrusted'})
  })

  it('names an IPv6 host in brackets', async () => {
    const {asked, proxy} = await start()
    const tls = {ca: testAuthority().ca, servername: 'seal.test'}
    await request({url: new URL('https://[fd00::1]:6443/'), environment: {HTTPS_PROXY: proxy.href}, tls})
    assert.equal(asked[0]?.line, 'CONNECT [fd00::1]:6443')
  })

  it('takes a proxy from the caller before the environment', async () => {
    const {asked, proxy} = await start()
    await request({url: new URL('http://seal.test/'), environment: {HTTP_PROXY: 'http://localhost:1'}, proxy})
    assert.equal(asked.length, 1)
  })

  for (const {status, hint} of [
    {status: 407, hint: /user and password/},
    {status: 502, hint: /HTTPS_PROXY/},
  ]) {
    it(`says that the proxy refused with ${status}`, async () => {
      const {proxy} = await start({status})
      const environment = {HTTPS_PROXY: `http://me:hush@localhost:${proxy.port}`}
      await assert.rejects(request({url: new URL('https://seal.test/'), environment}), (error: HttpError) => {
        assert.equal(error.message, `the proxy refused to connect (HTTP ${status})`)
        assert.match(error.hint ?? '', hint)
        assert.doesNotMatch(`${error.where}${error.hint}`, /hush/)
        return error.fault === 'proxy' && error.code === 'HOST_UNREACHABLE'
      })
    })
  }

  it('says that it is the proxy that cannot be reached', async () => {
    const {proxy} = await start()
    closeServers()
    const environment = {HTTPS_PROXY: proxy.href}
    await assert.rejects(request({url: new URL('https://seal.test/'), environment}), {
      fault: 'proxy',
      message: 'proxy: connection refused',
      where: proxy.href,
    })
  })

  it('ends in time when the proxy is silent', async () => {
    const silent = await listen(net.createServer() as unknown as http.Server, 'http')
    const pending = request({url: new URL('https://seal.test/'), environment: {HTTPS_PROXY: silent.url.href}, timeoutMs: 200})
    await assert.rejects(pending, {code: 'HOST_UNREACHABLE'})
  })

  it('speaks TLS to an https proxy, and shows it no client certificate', async () => {
    const {proxy} = await start({secure: true})
    // the proxy's own certificate is judged by the system's CAs, not by those given for the server
    const pending = request({url: new URL('http://seal.test/'), environment: {HTTP_PROXY: proxy.href}, tls: {ca: testAuthority().ca}})
    await assert.rejects(pending, {fault: 'untrusted'})
    const tunnel = request({url: new URL('https://seal.test/'), environment: {HTTPS_PROXY: proxy.href}, tls: {ca: testAuthority().ca}})
    await assert.rejects(tunnel, {fault: 'proxy'})
  })
})

describe('a server on this machine', () => {
  afterEach(closeServers)

  it('is asked without the proxy', async () => {
    const {url} = await serveHttp((_, out) => out.end('here'))
    const response = await request({url, environment: {HTTP_PROXY: 'http://localhost:1', HTTPS_PROXY: 'http://localhost:1'}})
    assert.equal(response.body.toString(), 'here')
  })
})
