import {generateKeyPairSync} from 'node:crypto'
import http, {type RequestListener} from 'node:http'
import https from 'node:https'
import type {AddressInfo, Socket} from 'node:net'
import forge from 'node-forge'

/** A server on this machine, on a port of its own; closed after the test, with all its connections. */
export interface LocalServer {
  url: URL
  port: number
  /** How many connections were opened to it so far. */
  connections(): number
  /** Ends every open connection, as a server does that restarts. */
  hangUp(): void
}

const running: {close(): void}[] = []

/** To be called in `afterEach`. */
export function closeServers(): void {
  for (const server of running.splice(0)) server.close()
}

export function serveHttp(listener: RequestListener): Promise<LocalServer> {
  return listen(http.createServer(listener), 'http')
}

/** With the TLS identity of `testAuthority`, for localhost and 127.0.0.1. */
export function serveHttps(listener: RequestListener, options: https.ServerOptions = {}): Promise<LocalServer> {
  const {cert, key} = testAuthority().issue('localhost')
  return listen(https.createServer({cert, key, ...options}, listener), 'https')
}

export function listen(server: http.Server, scheme: string): Promise<LocalServer> {
  server.keepAliveTimeout = 60_000 // a program that waits for the end of a kept connection is noticed
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', socket => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {}) // a client that hangs up is part of the tests
  })
  server.on('tlsClientError', () => {})
  const hangUp = () => {
    for (const socket of sockets) socket.destroy()
  }
  running.push({
    close() {
      server.close()
      hangUp()
    },
  })
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo
      resolve({url: new URL(`${scheme}://localhost:${port}/`), port, connections: () => connections, hangUp})
    })
  })
}

interface Authority {
  ca: string
  issue(name: string): {cert: string; key: string}
}

let authority: Authority | undefined

/** A certificate authority made for this run. */
export function testAuthority(): Authority {
  authority ??= makeAuthority()
  return authority
}

function makeAuthority(): Authority {
  const root = keyPair()
  const ca = sign('gsec test authority', root.publicKey, root.privateKey, [
    {name: 'basicConstraints', cA: true, critical: true},
    {name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true},
  ])
  const issued = new Map<string, {cert: string; key: string}>()
  return {
    ca,
    issue(name) {
      const existing = issued.get(name)
      if (existing) return existing
      const {publicKey, privateKey} = keyPair()
      const cert = sign(name, publicKey, root.privateKey, [
        {name: 'basicConstraints', cA: false},
        {name: 'keyUsage', digitalSignature: true, keyEncipherment: true},
        {name: 'extKeyUsage', serverAuth: true, clientAuth: true},
        {name: 'subjectAltName', altNames: [{type: 2, value: name}, ...(name === 'localhost' ? [{type: 7, ip: '127.0.0.1'}] : [])]},
      ])
      const identity = {cert, key: forge.pki.privateKeyToPem(privateKey)}
      issued.set(name, identity)
      return identity
    },
  }
}

function keyPair(): forge.pki.rsa.KeyPair {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
  const key = forge.pki.privateKeyFromPem(privateKey.export({type: 'pkcs1', format: 'pem'}).toString())
  return {privateKey: key, publicKey: forge.pki.setRsaPublicKey(key.n, key.e)}
}

let serial = 1

function sign(name: string, publicKey: forge.pki.rsa.PublicKey, signer: forge.pki.rsa.PrivateKey, extensions: object[]): string {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = publicKey
  certificate.serialNumber = `0${serial++}`
  certificate.validity.notBefore = new Date(Date.now() - 3_600_000)
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000)
  certificate.setSubject([{name: 'commonName', value: name}])
  certificate.setIssuer([{name: 'commonName', value: 'gsec test authority'}])
  certificate.setExtensions(extensions)
  certificate.sign(signer, forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}
