import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import https from 'node:https'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {controllerService, type FakeCluster, type FakeService, serveCluster} from '../support/fake-cluster.js'
import {closeServers} from '../support/servers.js'
import {type ControlPlane, controlPlane} from './control-plane.js'

interface Question {
  user?: 'admin' | 'visitor'
  token?: string
  method?: string
  path: string
  body?: string
}

/** What a program can go by: not dates, ids and sizes. */
interface Answer {
  status: number | undefined
  type: string | undefined
  kind: unknown
  reason: unknown
  message: unknown
  text: string
}

const SERVICES = '/api/v1/namespaces/kube-system/services'
const SEALED = '/apis/bitnami.com/v1alpha1/namespaces/default/sealedsecrets'
const PROXY = `${SERVICES}/http:sealed-secrets-controller:http/proxy`

// Every answer that the tests of gsec rely on is asked of both: a fake that is kinder than the real one proves nothing.
describe('the cluster that the tests run, and a real one', function () {
  this.timeout(120_000)
  let plane: ControlPlane
  let fake: FakeCluster
  before(() => {
    plane = controlPlane()
  })
  beforeEach(async () => {
    fake = await serveCluster()
    fake.may = ({user}) => user === 'admin'
  })
  afterEach(closeServers)

  async function ask(
    server: string,
    ca: string,
    identity: (user: string) => {cert: string; key: string},
    question: Question,
  ): Promise<Answer> {
    const {user = 'admin', token, method = 'GET', body} = question
    const login = token === undefined ? identity(user) : {headers: {authorization: `Bearer ${token}`}}
    const request = https.request(`${server}${question.path}`, {method, ca, agent: false, ...login})
    request.end(body)
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      request.on('response', resolve).on('error', reject)
    })
    const content = await text(response)
    const {kind, reason, message} = content.startsWith('{') ? JSON.parse(content) : ({} as Record<string, unknown>)
    const isText = kind === undefined && !content.startsWith('-----BEGIN')
    return {status: response.statusCode, type: response.headers['content-type'], kind, reason, message, text: isText ? content : ''}
  }

  async function compare(question: Question): Promise<Answer> {
    const read = (name: string) => readFileSync(path.join(plane.state, name), 'utf8')
    const identity = (user: string) => ({cert: read(`${user}.crt`), key: read(`${user}.key`)})
    const real = await ask('https://127.0.0.1:6443', read('ca.crt'), identity, question)
    const ours = await ask(fake.server, fake.ca, user => fake.issue(user), question)
    assert.deepEqual(ours, real)
    return real
  }

  const questions: {name: string; question: Question; status: number}[] = [
    {name: 'a Service', question: {path: `${SERVICES}/sealed-secrets-controller`}, status: 200},
    {name: 'a Service that is not there', question: {path: `${SERVICES}/nope`}, status: 404},
    {name: 'a Service that the user may not read', question: {path: `${SERVICES}/sealed-secrets-controller`, user: 'visitor'}, status: 403},
    {name: 'the Services of a namespace', question: {path: `${SERVICES}?limit=500`}, status: 200},
    {name: 'all Services with a label', question: {path: '/api/v1/services?labelSelector=name%3Dsealed-secrets-controller'}, status: 200},
    {name: 'the Services of a namespace, by those who may not', question: {path: SERVICES, user: 'visitor'}, status: 403},
    {name: 'all Services, by those who may not', question: {path: '/api/v1/services', user: 'visitor'}, status: 403},
    {name: 'Deployments', question: {path: '/apis/apps/v1/namespaces/kube-system/deployments?limit=500'}, status: 200},
    {name: 'anything with a wrong token', question: {path: SERVICES, token: 'nope'}, status: 401},
    {name: 'the certificate', question: {path: `${PROXY}/v1/cert.pem`}, status: 200},
    {name: 'the certificate, by those who may not', question: {path: `${PROXY}/v1/cert.pem`, user: 'visitor'}, status: 403},
    {name: 'verify, by those who may not', question: {path: `${PROXY}/v1/verify`, method: 'POST', user: 'visitor'}, status: 403},
    {name: 'a path that the controller does not have', question: {path: `${PROXY}/v1/nope`}, status: 404},
    {
      name: 'a port that the Service does not have',
      question: {path: `${SERVICES}/http:sealed-secrets-controller:web/proxy/v1/cert.pem`},
      status: 503,
    },
    {name: 'a Service that is not there, through the proxy', question: {path: `${SERVICES}/http:nope:http/proxy/v1/cert.pem`}, status: 404},
    {
      name: 'whether it can decrypt what is no SealedSecret',
      question: {path: `${PROXY}/v1/verify`, method: 'POST', body: '{}'},
      status: 500,
    },
    {name: 'to encrypt anew what is no SealedSecret', question: {path: `${PROXY}/v1/rotate`, method: 'POST', body: '{}'}, status: 500},
    {name: 'a Secret that is not there', question: {path: '/api/v1/namespaces/default/secrets/nope'}, status: 404},
    {
      name: 'a Secret that the user may not read',
      question: {path: '/api/v1/namespaces/default/secrets/nope', user: 'visitor'},
      status: 403,
    },
    {name: 'a SealedSecret that is not there', question: {path: `${SEALED}/nope`}, status: 404},
    {name: 'a SealedSecret that the user may not read', question: {path: `${SEALED}/nope`, user: 'visitor'}, status: 403},
    {name: 'its health', question: {path: `${PROXY}/healthz`}, status: 200},
  ]
  for (const {name, question, status} of questions) {
    it(`answer the same when asked for ${name}`, async () => {
      assert.equal((await compare(question)).status, status)
    })
  }

  it('answer the same about values of another key', async () => {
    const metadata = {name: 'x', namespace: 'default'}
    const value = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(600, 7)]).toString('base64')
    const body = JSON.stringify({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata,
      spec: {encryptedData: {a: value}, template: {metadata}},
    })
    assert.equal((await compare({path: `${PROXY}/v1/verify`, method: 'POST', body})).status, 409)
    assert.equal((await compare({path: `${PROXY}/v1/rotate`, method: 'POST', body})).status, 500)
  })

  it('answer the same while nothing answers behind the Service', async () => {
    const certificate = {path: `${PROXY}/v1/cert.pem`}
    const behind = (state: NonNullable<FakeService['behind']>) => {
      fake.services = [{...controllerService, behind: state}]
    }
    plane.stopController()
    try {
      behind('silence')
      await compare(certificate)
      plane.kubectl(['patch', 'endpoints', 'sealed-secrets-controller', '-n', 'kube-system', '--type=merge', '-p', '{"subsets": []}'])
      behind('nobody ready')
      await compare(certificate)
      plane.kubectl(['delete', 'endpoints', 'sealed-secrets-controller', '-n', 'kube-system'])
      behind('nobody')
      await compare(certificate)
    } finally {
      plane.service('kube-system', 'sealed-secrets-controller', 'name=sealed-secrets-controller')
      await plane.startController()
    }
  })
})
