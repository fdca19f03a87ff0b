import {createHash, randomBytes} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'
import type {TLSSocket} from 'node:tls'
import {FakeController, type Reply} from './fake-controller.js'
import {type LiveObjects, type LiveResource, liveObject} from './fake-live-objects.js'
import {serveHttps, testAuthority} from './servers.js'

// An API server of our own, with a sealing controller behind it. It answers as kube-apiserver 1.34 and controller 0.36 did when
// they were asked the same (test/cluster asks them again); test/interop/kubectl.test.ts lets the real kubectl judge it.

/** A Service as a test wants it. */
export interface FakeService {
  namespace: string
  name: string
  labels?: Record<string, string>
  /** Names of its ports; `undefined` is a port without a name. */
  ports?: readonly (string | undefined)[]
  selector?: Record<string, string>
  /** What stands behind it: the controller, Pods that do not answer, none that are ready, or nothing at all. */
  behind?: 'controller' | 'silence' | 'nobody ready' | 'nobody'
}

export interface FakeDeployment {
  namespace: string
  name: string
  ready: number
  podLabels: Record<string, string>
}

/** Who asks for what, as RBAC sees it. */
export interface Access {
  user: string
  verb: 'get' | 'list' | 'create'
  resource: 'services' | 'services/proxy' | 'deployments' | LiveResource
  namespace: string | undefined
  name: string | undefined
}

export interface SeenRequest {
  method: string
  path: string
  user: string
  headers: IncomingMessage['headers']
  body: string
}

/** Handles a request in place of the cluster; false lets it through. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean

export interface FakeCluster extends LiveObjects {
  server: string
  /** PEM of the CA that signed the server's certificate, and signs those of users. */
  ca: string
  controller: FakeController
  services: FakeService[]
  deployments: FakeDeployment[]
  /** Bearer tokens, with whom they belong to. */
  tokens: Map<string, string>
  may: (access: Access) => boolean
  /** Before each answer. */
  latencyMs: number
  fault: Fault
  /** Every request so far. */
  requests: SeenRequest[]
  connections(): number
  /** A client certificate and its key, PEM. */
  issue(user: string): {cert: string; key: string}
}

export const controllerService: FakeService = {
  namespace: 'kube-system',
  name: 'sealed-secrets-controller',
  labels: {name: 'sealed-secrets-controller'},
  selector: {name: 'sealed-secrets-controller'},
  ports: ['http'],
  behind: 'controller',
}

/** Starts a cluster with a controller where kubeseal looks for it; closed by `closeServers`. */
export async function serveCluster(): Promise<FakeCluster> {
  const authority = testAuthority()
  const cluster: FakeCluster = {
    server: '',
    ca: authority.ca,
    controller: new FakeController(),
    services: [controllerService],
    deployments: [],
    secrets: [],
    sealedSecrets: [],
    tokens: new Map([[`token-${createHash('sha256').update('jane').digest('hex').slice(0, 16)}`, 'jane']]),
    may: () => true,
    latencyMs: 0,
    fault: () => false,
    requests: [],
    connections: () => 0,
    issue: user => authority.issue(user),
  }
  const {url, connections} = await serveHttps(
    async (request, response) => {
      if (cluster.latencyMs > 0) await sleep(cluster.latencyMs)
      await answer(cluster, request, response)
    },
    {requestCert: true, rejectUnauthorized: false, ca: authority.ca},
  )
  return Object.assign(cluster, {server: url.href.replace(/\/$/, ''), connections})
}

async function answer(cluster: FakeCluster, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const {method = '', url = '', headers} = request
  const body = await readBody(request)
  const user = userOf(request, cluster)
  cluster.requests.push({method, path: url, user: user ?? '', headers, body})
  if (cluster.fault(request, response)) return
  const reply = user === undefined ? failure(401, 'Unauthorized', 'Unauthorized') : replyTo(cluster, {user, method, url, body})
  const type = reply.type === undefined ? {} : {'content-type': reply.type}
  response.writeHead(reply.status, {'audit-id': randomBytes(8).toString('hex'), 'cache-control': 'no-cache, private', ...type})
  response.end(reply.body)
}

interface Question {
  user: string
  method: string
  url: string
  body: string
}

function replyTo(cluster: FakeCluster, question: Question): Reply {
  const {user} = question
  const {pathname, searchParams} = new URL(question.url, cluster.server)
  const [isServices, namespace = '', service, proxied] =
    /^\/api\/v1(?:\/namespaces\/([^/]+))?\/services(?:\/([^/]+)(?:\/proxy(\/.*))?)?$/.exec(pathname) ?? []
  if (service !== undefined && proxied !== undefined) return proxy(cluster, {namespace, name: service}, proxied, question)
  if (service !== undefined) return getService(cluster, {namespace, name: service}, user)
  if (isServices) return listServices(cluster, namespace || undefined, searchParams.get('labelSelector'), user)
  const [, deploymentsIn] = /^\/apis\/apps\/v1\/namespaces\/([^/]+)\/deployments$/.exec(pathname) ?? []
  if (deploymentsIn !== undefined) return listDeployments(cluster, deploymentsIn, user)
  const [, of, kind, name] =
    /^\/(?:api|apis\/bitnami\.com)\/(?:v1|v1alpha1)\/namespaces\/([^/]+)\/(secrets|sealedsecrets)\/([^/]+)$/.exec(pathname) ?? []
  if (of !== undefined && name !== undefined) return getObject(cluster, kind as LiveResource, {namespace: of, name}, user)
  return failure(404, 'NotFound', 'the server could not find the requested resource')
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function getObject(cluster: FakeCluster, resource: LiveResource, {namespace, name}: Place, user: string): Reply {
  const access: Access = {user, verb: 'get', resource, namespace, name}
  const group = resource === 'secrets' ? '' : 'bitnami.com'
  if (!cluster.may(access)) return forbidden(access, group)
  const found = liveObject(cluster, resource, {namespace, name})
  return found ? object(found) : failure(404, 'NotFound', `${group === '' ? resource : `${resource}.${group}`} "${name}" not found`)
}

/** By client certificate or bearer token; impersonation by those who may. */
function userOf({socket, headers}: IncomingMessage, {tokens}: FakeCluster): string | undefined {
  const tls = socket as TLSSocket
  const certificate = tls.authorized ? tls.getPeerCertificate().subject?.CN : undefined
  const [, token] = /^Bearer (.*)$/.exec(headers.authorization ?? '') ?? []
  const user = headers.authorization === undefined ? certificate : tokens.get(token ?? '')
  const impersonated = headers['impersonate-user']
  return user && typeof impersonated === 'string' ? impersonated : (user as string | undefined)
}

interface Place {
  namespace: string
  name: string
}

function getService(cluster: FakeCluster, {namespace, name}: Place, user: string): Reply {
  const access: Access = {user, verb: 'get', resource: 'services', namespace, name}
  if (!cluster.may(access)) return forbidden(access)
  const found = cluster.services.find(service => service.namespace === namespace && service.name === name)
  return found
    ? object({kind: 'Service', apiVersion: 'v1', ...serviceObject(found)})
    : failure(404, 'NotFound', `services "${name}" not found`)
}

function listServices(cluster: FakeCluster, namespace: string | undefined, selector: string | null, user: string): Reply {
  const access: Access = {user, verb: 'list', resource: 'services', namespace, name: undefined}
  if (!cluster.may(access)) return forbidden(access)
  const items = cluster.services
    .filter(service => (namespace === undefined || service.namespace === namespace) && matches(service.labels ?? {}, selector))
    .map(serviceObject)
  return object({kind: 'ServiceList', apiVersion: 'v1', metadata: {resourceVersion: '1'}, items})
}

/** `a=b` and `a in (b,c)`. */
function matches(labels: Record<string, string>, selector: string | null): boolean {
  if (selector === null) return true
  const [, key = '', value, values] = /^([^ =]+)(?:=(\S+)| in \(([^)]*)\))$/.exec(selector) ?? []
  return (values?.split(',') ?? [value]).includes(labels[key])
}

function serviceObject({namespace, name, labels = {}, ports = ['http'], selector = {}}: FakeService) {
  const named = ports.map((port, index) => ({
    ...(port !== undefined && {name: port}),
    protocol: 'TCP',
    port: 8080 + index,
    targetPort: 8080 + index,
  }))
  return {
    metadata: {name, namespace, labels, uid: '0'},
    spec: {ports: named, selector, clusterIP: '10.96.0.1', type: 'ClusterIP'},
    status: {loadBalancer: {}},
  }
}

function listDeployments(cluster: FakeCluster, namespace: string, user: string): Reply {
  const access: Access = {user, verb: 'list', resource: 'deployments', namespace, name: undefined}
  if (!cluster.may(access)) return forbidden(access)
  const items = cluster.deployments
    .filter(deployment => deployment.namespace === namespace)
    .map(({name, ready, podLabels}) => ({
      metadata: {name, namespace},
      spec: {replicas: 1, template: {metadata: {labels: podLabels}}},
      status: ready > 0 ? {readyReplicas: ready} : {},
    }))
  return object({kind: 'DeploymentList', apiVersion: 'apps/v1', metadata: {}, items})
}

/** @param name `http:NAME:PORT`, `NAME:PORT` or `NAME` */
function proxy(cluster: FakeCluster, {namespace, name}: Place, path: string, {user, method, body}: Question): Reply {
  const access: Access = {user, verb: method === 'GET' ? 'get' : 'create', resource: 'services/proxy', namespace, name}
  if (!cluster.may(access)) return forbidden(access)
  const [, serviceName = '', port = ''] = /^(?:https?:)?([^:]+)(?::(.*))?$/.exec(name) ?? []
  const service = cluster.services.find(candidate => candidate.namespace === namespace && candidate.name === serviceName)
  const {behind = 'controller', ports = ['http']} = service ?? {}
  if (!service || behind === 'nobody') return failure(404, 'NotFound', `services "${serviceName}" not found`)
  if (behind === 'nobody ready') return failure(503, 'ServiceUnavailable', `no endpoints available for service "${serviceName}"`)
  if (!ports.some(named => (named ?? '') === port)) {
    return failure(503, 'ServiceUnavailable', `no endpoints available for service "${name}"`)
  }
  if (behind === 'silence') {
    return failure(503, 'ServiceUnavailable', 'error trying to reach service: dial tcp 10.250.0.2:8080: connect: connection refused')
  }
  return cluster.controller.answer(method, path, body)
}

function forbidden({user, verb, resource, namespace, name}: Access, group = ''): Reply {
  const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const [kind = ''] = resource.split('/')
  const subject = `${group === '' ? kind : `${kind}.${group}`}${name === undefined ? '' : ` "${name}"`} is`
  return failure(
    403,
    'Forbidden',
    `${subject} forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`,
  )
}

function failure(code: number, reason: string, message: string): Reply {
  return {...object({kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code}), status: code}
}

function object(value: unknown): Reply {
  return {status: 200, type: 'application/json', body: `${JSON.stringify(value)}\n`}
}

/** The first bearer token of a cluster; it belongs to jane. */
export function tokenOf({tokens}: FakeCluster): string {
  return [...tokens.keys()][0]!
}

/** A kubeconfig for a cluster, whose user logs in as said; unless told otherwise with jane's token. */
export function kubeconfigFor(
  cluster: FakeCluster,
  {user, cluster: extra, name = 'test'}: {user?: object; cluster?: object; name?: string} = {},
): string {
  const data = Buffer.from(cluster.ca).toString('base64')
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: `${name}-cluster`, cluster: {server: cluster.server, 'certificate-authority-data': data, ...extra}}],
    users: [{name: `${name}-user`, user: user ?? {token: tokenOf(cluster)}}],
    contexts: [{name, context: {cluster: `${name}-cluster`, user: `${name}-user`, namespace: 'shop'}}],
    'current-context': name,
  })
}
