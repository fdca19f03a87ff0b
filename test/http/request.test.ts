import assert from 'node:assert/strict'
import net from 'node:net'
import {inspect} from 'node:util'
import {HttpError} from '../../src/http/http-error.js'
import type {HttpRequest, HttpResponse} from '../../src/http/message.js'
import {request} from '../../src/http/request.js'
import {Secret} from '../../src/secret.js'
import {closeServers, listen, serveHttp, serveHttps, testAuthority} from '../support/servers.js'

const get = (url: URL | string, options: Partial<HttpRequest> = {}): Promise<HttpResponse> =>
  request({url: new URL(url), environment: {}, timeoutMs: 3000, ...options})

/** The fault, code and text of a request that must fail. */
async function failure(pending: Promise<unknown>): Promise<{fault: string; code: string; message: string; where: string; hint: string}> {
  try {
    await pending
  } catch (error) {
    assert.ok(error instanceof HttpError, inspect(error))
    const {fault, code, message, where = '', hint = ''} = error
    return {fault, code, message, where, hint}
  }
  return assert.fail('the request should fail')
}

const text = (response: HttpResponse) => response.body.toString()

describe('a request', () => {
  afterEach(closeServers)

  it('gives status, headers and body, also of an answer that says no', async () => {
    const {url} = await serveHttp((_, out) => out.writeHead(404, 'File not found', {'x-thing': 'a'}).end('gone'))
    const response = await get(new URL('/nope.pem?x=1', url))
    assert.equal(response.status, 404)
    assert.equal(response.statusText, 'File not found')
    assert.equal(response.headers['x-thing'], 'a')
    assert.equal(text(response), 'gone')
    assert.equal(response.url.pathname, '/nope.pem')
  })

  it('sends method, path, headers, user of the address and body; secrets are revealed to the server alone', async () => {
    const {url} = await serveHttp(async (incoming, out) => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
      out.end(
        JSON.stringify({line: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body: Buffer.concat(chunks).toString()}),
      )
    })
    url.username = 'me'
    url.password = 'pa%ss'
    const sent: HttpRequest = {
      url: new URL('/v1/verify?a=b%20c', url),
      method: 'POST',
      headers: {'x-vault-token': Secret.of('hush-token'), accept: 'application/json'},
      body: Secret.of('hush-body'),
      environment: {},
    }
    assert.doesNotMatch(inspect(sent, {depth: 9}) + JSON.stringify(sent), /hush/)
    const {line, headers, body} = JSON.parse(text(await request(sent)))
    assert.equal(line, 'POST /v1/verify?a=b%20c')
    assert.equal(body, 'hush-body')
    assert.equal(headers['x-vault-token'], 'hush-token')
    assert.equal(headers['accept'], 'application/json')
    assert.equal(headers['user-agent'], 'gsec')
    assert.equal(headers['authorization'], `Basic ${Buffer.from('me:pa%ss').toString('base64')}`)
  })

  it('sends a header of several values as several headers', async () => {
    const {url} = await serveHttp((incoming, out) => out.end(JSON.stringify(incoming.rawHeaders)))
    const sent = JSON.parse(text(await get(url, {headers: {'impersonate-group': ['a', 'b,c']}}))) as string[]
    assert.deepEqual(
      sent.filter((_, index) => sent[index - 1] === 'impersonate-group'),
      ['a', 'b,c'],
    )
  })

  it('keeps its connection for the next one', async () => {
    const server = await serveHttp((_, out) => out.end('x'))
    await get(server.url)
    await get(server.url)
    assert.equal(server.connections(), 1)
  })

  it('asks once more when the kept connection was closed meanwhile', async () => {
    const server = await serveHttp((_, out) => out.end('x'))
    await get(server.url)
    server.hangUp()
    assert.equal(text(await get(server.url)), 'x')
    assert.equal(server.connections(), 2)
  })

  it('does not repeat a POST on a kept connection that is closed', async () => {
    let asked = 0
    const server = await serveHttp((incoming, out) => {
      asked++
      if (incoming.method === 'POST') incoming.socket.destroy()
      else out.end('x')
    })
    await get(server.url)
    assert.equal((await failure(get(server.url, {method: 'POST', body: 'x'}))).fault, 'closed')
    assert.equal(asked, 2)
  })

  it('reads an empty answer and one of exactly the limit', async () => {
    const {url} = await serveHttp((incoming, out) => out.end('x'.repeat(Number(incoming.url?.slice(1)))))
    assert.equal((await get(new URL('/0', url), {maxBytes: 10})).body.length, 0)
    assert.equal((await get(new URL('/10', url), {maxBytes: 10})).body.length, 10)
  })
})

describe('a request without an answer', () => {
  afterEach(closeServers)

  it('to a port where nobody listens', async () => {
    const {url} = await serveHttp(() => {})
    closeServers()
    const {fault, code, message, where, hint} = await failure(get(url))
    assert.deepEqual({fault, code, message}, {fault: 'refused', code: 'HOST_UNREACHABLE', message: 'connection refused'})
    assert.equal(where, url.href)
    assert.match(hint, /HTTPS_PROXY/)
  })

  it('in time: the server is silent', async () => {
    const {url} = await serveHttp(() => {})
    const start = performance.now()
    const {fault, message} = await failure(get(url, {timeoutMs: 200}))
    assert.deepEqual({fault, message}, {fault: 'timeout', message: 'no complete answer within 0.2 s'})
    assert.ok(performance.now() - start < 1500)
  })

  it('in time: the server drips a byte now and then', async () => {
    const {url} = await serveHttp((_, out) => {
      const timer = setInterval(() => out.write('.'), 20)
      out.on('close', () => clearInterval(timer))
    })
    const start = performance.now()
    assert.equal((await failure(get(url, {timeoutMs: 300}))).fault, 'timeout')
    assert.ok(performance.now() - start < 1500)
  })

  it('in time: the server accepts and says nothing about TLS', async () => {
    const silent = await listen(net.createServer() as unknown as import('node:http').Server, 'https')
    assert.equal((await failure(get(silent.url, {timeoutMs: 200}))).fault, 'timeout')
  })

  it('in time: each redirect is quick, all together are not', async () => {
    const {url} = await serveHttp((_, out) => {
      setTimeout(() => out.writeHead(302, {location: '/'}).end(), 90)
    })
    assert.equal((await failure(get(url, {timeoutMs: 250, redirects: 'follow'}))).fault, 'timeout')
  })

  for (const declared of [true, false]) {
    it(`within the limit of bytes, ${declared ? 'with' : 'without'} a declared length`, async () => {
      const {url} = await serveHttp((_, out) => {
        if (declared) out.setHeader('content-length', 1e9)
        const timer = setInterval(() => out.write(Buffer.alloc(65_536)), 1)
        out.on('close', () => clearInterval(timer))
      })
      const {fault, code, message} = await failure(get(url))
      assert.deepEqual({fault, code, message}, {fault: 'too-large', code: 'RESPONSE_INVALID', message: 'the answer is larger than 1 MiB'})
      assert.equal((await failure(get(url, {maxBytes: 500}))).message, 'the answer is larger than 500 bytes')
    })
  }

  it('that is complete: the connection closes in the middle', async () => {
    const {url} = await serveHttp((_, out) => {
      out.writeHead(200, {'content-length': 100})
      out.write('half', () => out.destroy())
    })
    const {fault, message} = await failure(get(url))
    assert.deepEqual({fault, message}, {fault: 'closed', message: 'the connection was closed before the answer was complete'})
  })

  it('that is HTTP', async () => {
    const server = net.createServer(socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    const {url} = await listen(server as unknown as import('node:http').Server, 'http')
    const {fault, message} = await failure(get(url))
    assert.deepEqual({fault, message}, {fault: 'malformed', message: 'the answer is not HTTP'})
  })

  it('shows neither user, password nor query of the address', async () => {
    const {url} = await serveHttp((incoming, _out) => incoming.socket.destroy())
    url.username = 'hush-user'
    url.password = 'hush-password'
    const secretive = new URL('/path?token=hush-token#hush', url)
    await get(secretive).then(
      () => assert.fail(),
      error => {
        assert.equal(error.where, `http://localhost:${url.port}/path`)
        assert.doesNotMatch(`${error.message} ${error.hint} ${error.where}`, /hush/)
      },
    )
  })
})

describe('TLS', () => {
  afterEach(closeServers)

  it('trusts a CA that is given', async () => {
    const {url} = await serveHttps((_, out) => out.end('safe'))
    assert.equal(text(await get(url, {tls: {ca: testAuthority().ca}})), 'safe')
  })

  it('refuses a server whose CA is unknown', async () => {
    const {url} = await serveHttps((_, out) => out.end('x'))
    const {fault, code, message, hint} = await failure(get(url))
    assert.deepEqual({fault, code}, {fault: 'untrusted', code: 'TLS_FAILED'})
    assert.match(message, /unknown CA/)
    assert.match(hint, /NODE_EXTRA_CA_CERTS/)
  })

  it('asks such a server all the same when it is told to', async () => {
    const {url} = await serveHttps((_, out) => out.end('x'))
    assert.equal(text(await get(url, {tls: {rejectUnauthorized: false}})), 'x')
  })

  it('refuses a certificate for another name, unless that name is expected', async () => {
    const {ca, issue} = testAuthority()
    const {url} = await serveHttps((_, out) => out.end('x'), issue('elsewhere.test'))
    const {fault, message} = await failure(get(url, {tls: {ca}}))
    assert.deepEqual({fault, message}, {fault: 'untrusted', message: "the server's TLS certificate is for another host name"})
    assert.equal(text(await get(url, {tls: {ca, servername: 'elsewhere.test'}})), 'x')
  })

  it('does not keep a connection made without trust for a request that asks for it', async () => {
    const {url} = await serveHttps((_, out) => out.end('x'))
    await get(url, {tls: {rejectUnauthorized: false}})
    assert.equal((await failure(get(url))).fault, 'untrusted')
  })

  it('says so when the port speaks plain http', async () => {
    const {url} = await serveHttp((_, out) => out.end('x'))
    url.protocol = 'https:'
    const {fault, code} = await failure(get(`https://localhost:${url.port}/`))
    assert.deepEqual({fault, code}, {fault: 'tls', code: 'TLS_FAILED'})
  })

  it('shows the client certificate that is given', async () => {
    const {ca, issue} = testAuthority()
    const {url} = await serveHttps(
      (incoming, out) => out.end((incoming.socket as import('node:tls').TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody'),
      {requestCert: true, ca, rejectUnauthorized: false},
    )
    const {cert, key} = issue('client-of-test')
    assert.equal(text(await get(url, {tls: {ca, cert, key: Secret.of(key)}})), 'client-of-test')
    assert.equal(text(await get(url, {tls: {ca}})), 'nobody')
  })
})

describe('a redirect', () => {
  afterEach(closeServers)

  it('is the answer when the caller does not say otherwise', async () => {
    const {url} = await serveHttp((_, out) => out.writeHead(302, {location: '/b'}).end())
    assert.equal((await get(url)).status, 302)
  })

  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} is followed, relative to the address`, async () => {
      const {url} = await serveHttp((incoming, out) =>
        incoming.url === '/a/x' ? out.writeHead(status, {location: '../b'}).end() : out.end(`at ${incoming.url}`),
      )
      const response = await get(new URL('/a/x', url), {redirects: 'follow'})
      assert.equal(text(response), 'at /b')
      assert.equal(response.url.pathname, '/b')
    })
  }

  it('is followed five times, not six', async () => {
    const {url} = await serveHttp((incoming, out) => {
      const left = Number(incoming.url?.slice(1))
      if (left > 0) out.writeHead(302, {location: `/${left - 1}`}).end()
      else out.end('there')
    })
    assert.equal(text(await get(new URL('/5', url), {redirects: 'follow'})), 'there')
    const {fault, code, message, where} = await failure(get(new URL('/6', url), {redirects: 'follow'}))
    assert.deepEqual({fault, code, message}, {fault: 'redirect', code: 'RESPONSE_INVALID', message: 'more than 5 redirects'})
    assert.equal(where, `${url}6`)
  })

  it('without a place to go is the answer', async () => {
    const {url} = await serveHttp((_, out) => out.writeHead(302).end('here'))
    assert.equal(text(await get(url, {redirects: 'follow'})), 'here')
  })

  for (const location of ['ftp://localhost/x', 'file:///etc/passwd', 'http://[', 'javascript:1']) {
    it(`to ${location} is refused`, async () => {
      const {url} = await serveHttp((_, out) => out.writeHead(302, {location}).end())
      const {fault, message} = await failure(get(url, {redirects: 'follow'}))
      assert.deepEqual({fault, message}, {fault: 'redirect', message: 'the server redirects to something that is not an http address'})
    })
  }

  it('of a POST is refused: its body would go where the user did not send it', async () => {
    const other = await serveHttp((_, out) => out.end('caught'))
    const {url} = await serveHttp((_, out) => out.writeHead(307, {location: other.url.href}).end())
    assert.equal((await failure(get(url, {method: 'POST', body: 'x', redirects: 'follow'}))).fault, 'redirect')
    assert.equal(other.connections(), 0)
  })

  it('carries no credential: no header but Accept, no user, no client certificate', async () => {
    const {ca, issue} = testAuthority()
    const seen = (incoming: import('node:http').IncomingMessage) => ({
      headers: incoming.headers,
      client: (incoming.socket as import('node:tls').TLSSocket).getPeerCertificate().subject?.CN,
    })
    const mutual = {requestCert: true, ca, rejectUnauthorized: false}
    const end = await serveHttps((incoming, out) => out.end(JSON.stringify(seen(incoming))), mutual)
    const start = await serveHttps((_, out) => {
      out.writeHead(302, {location: `https://thief:x@localhost:${end.port}/`}).end()
    }, mutual)
    start.url.username = 'me'
    start.url.password = 'hush'
    const {cert, key} = issue('client-of-test')
    const response = await get(start.url, {
      redirects: 'follow',
      tls: {ca, cert, key: Secret.of(key)},
      headers: {accept: 'text/plain', cookie: 'hush', 'x-vault-token': Secret.of('hush'), 'proxy-authorization': 'hush'},
    })
    const {headers, client} = JSON.parse(text(response))
    assert.deepEqual(headers, {accept: 'text/plain', 'user-agent': 'gsec', host: `localhost:${end.port}`, connection: 'keep-alive'})
    assert.equal(client, undefined)
    assert.equal(response.url.username, '')
  })

  it('from https to http is refused, unless the caller accepts that', async () => {
    const {ca} = testAuthority()
    const plain = await serveHttp((_, out) => out.end('plain'))
    const {url} = await serveHttps((_, out) => out.writeHead(302, {location: plain.url.href}).end())
    const {fault, code, message} = await failure(get(url, {tls: {ca}, redirects: 'follow'}))
    assert.deepEqual({fault, code}, {fault: 'downgrade', code: 'ENDPOINT_NOT_TRUSTED'})
    assert.equal(message, 'the server redirects from https to plain http')
    assert.equal(plain.connections(), 0)
    assert.equal(text(await get(url, {tls: {ca}, redirects: 'follow-to-http'})), 'plain')
  })

  it('from http to https is followed', async () => {
    const secure = await serveHttps((_, out) => out.end('safe'))
    const {url} = await serveHttp((_, out) => out.writeHead(301, {location: secure.url.href}).end())
    assert.equal(text(await get(url, {tls: {ca: testAuthority().ca}, redirects: 'follow'})), 'safe')
  })
})
