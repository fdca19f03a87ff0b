import {controllerService, type FakeCluster, type Fault, kubeconfigFor} from './fake-cluster.js'

/** What can go wrong on the way to the controller, and what the user is told. */
export interface ClusterFault {
  name: string
  /** @param write puts a file into the folder of the run */
  prepare: (cluster: FakeCluster, write: (file: string, text: string) => void) => void
  /** Flags that the run needs. */
  words?: readonly string[]
  code: string
  /** Of gsec's first and second line. */
  reason: RegExp
  hint: RegExp
  /** Of kubeseal's line. */
  kubeseal: RegExp
}

/** An answer without any sense in it. */
export const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): Fault =>
  (_, response) => {
    response.writeHead(status, headers).end(body)
    return true
  }

/** Only what is asked of the controller, not what is asked of the API server itself. */
export const behindTheService =
  (fault: Fault): Fault =>
  (request, response) =>
    request.url?.includes('/proxy/') === true && fault(request, response)

export const dripping: Fault = (_, response) => {
  response.writeHead(200)
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
  return true
}

export const cutOff: Fault = (_, response) => {
  response.writeHead(200, {'content-length': '1000'})
  response.write('{')
  setImmediate(() => response.destroy())
  return true
}

const withFault = (fault: Fault) => (cluster: FakeCluster) => {
  cluster.fault = fault
}

export const clusterFaults: readonly ClusterFault[] = [
  {
    name: 'an API server that is not there',
    prepare: (cluster, write) => write('.kube/config', kubeconfigFor(cluster, {cluster: {server: 'https://127.0.0.1:1'}})),
    code: 'HOST_UNREACHABLE',
    reason: /context "test" \(https:\/\/127\.0\.0\.1:1\): connection refused/,
    hint: /check context, network, VPN and proxy .*, or (seal without the cluster: gsec seal --cert FILE|\w+ with the private keys: --key KEYFILE)$/,
    kubeseal: /Get "https:.*\/sealed-secrets-controller": dial tcp 127\.0\.0\.1:1: connect: connection refused/,
  },
  {
    name: 'an API server of another CA',
    prepare: (cluster, write) => {
      const ca = Buffer.from(cluster.issue('x').cert).toString('base64')
      write('.kube/config', kubeconfigFor(cluster, {cluster: {'certificate-authority-data': ca}}))
    },
    code: 'TLS_FAILED',
    reason: /TLS certificate/,
    hint: /certificate-authority is not the server's/,
    kubeseal: /Get "https:.*": .*TLS certificate/,
  },
  {
    name: '401',
    prepare: cluster => cluster.tokens.clear(),
    code: 'ACCESS_DENIED',
    reason: /\(HTTP 401\)/,
    hint: /log in anew/,
    kubeseal: /service: Unauthorized\./,
  },
  {
    name: '403',
    prepare: cluster => {
      cluster.may = () => false
    },
    code: 'ACCESS_DENIED',
    reason: /\(HTTP 403\)/,
    hint: /a Role in kube-system must allow "get" on services "sealed-secrets-controller"/,
    kubeseal: /services "sealed-secrets-controller" is forbidden: User "jane" cannot get/,
  },
  {
    name: '404',
    prepare: cluster => {
      cluster.services = []
    },
    code: 'CONTROLLER_NOT_FOUND',
    reason: /there is no such Service/,
    hint: /is it installed\?/,
    kubeseal: /services "sealed-secrets-controller" not found/,
  },
  {
    name: '409',
    prepare: withFault(answering(409)),
    code: 'RESPONSE_INVALID',
    reason: /HTTP status 409/,
    hint: /check the server/,
    kubeseal: /the server reported a conflict \(get services sealed-secrets-controller\)/,
  },
  {
    name: '429 that asks for a minute',
    prepare: withFault(answering(429, {'retry-after': '60'})),
    code: 'CONTROLLER_UNAVAILABLE',
    reason: /\(HTTP 429\)/,
    hint: /try again in 60 s/,
    kubeseal: /the server has received too many requests and has asked us to try again later/,
  },
  {
    name: '500',
    prepare: withFault(answering(500)),
    code: 'CONTROLLER_UNAVAILABLE',
    reason: /\(HTTP 500\)/,
    hint: /try again later/,
    kubeseal: /an error on the server \(""\) has prevented the request from succeeding/,
  },
  {
    name: '503 without endpoints',
    prepare: cluster => {
      cluster.services = [{...controllerService, behind: 'nobody ready'}]
    },
    code: 'CONTROLLER_UNAVAILABLE',
    reason: /no running Pod stands behind the Service \(HTTP 503\)/,
    hint: /kubectl --context test describe service/,
    kubeseal: /no endpoints available for service "sealed-secrets-controller"/,
  },
  {
    name: 'a slow loris',
    prepare: withFault(dripping),
    words: ['--request-timeout', '300ms'],
    code: 'HOST_UNREACHABLE',
    reason: /within 0\.3 s/,
    hint: /--request-timeout 30s/,
    kubeseal: /Get "https:.*": no complete answer within 0\.3 s/,
  },
  {
    name: 'an answer cut in the middle',
    prepare: withFault(cutOff),
    code: 'HOST_UNREACHABLE',
    reason: /closed before the answer was complete/,
    hint: /try again/,
    kubeseal: /Get "https:.*": the connection was closed before the answer was complete/,
  },
  {
    name: 'a huge answer',
    prepare: withFault(answering(200, {}, ' '.repeat(5 << 20))),
    code: 'RESPONSE_INVALID',
    reason: /larger than 1 MiB/,
    hint: /something else answers/,
    kubeseal: /the answer is larger than 1 MiB/,
  },
  {
    name: 'a redirect',
    prepare: withFault(answering(302, {location: 'https://login.invalid/'})),
    code: 'RESPONSE_INVALID',
    reason: /sends us elsewhere \(HTTP 302\)/,
    hint: /check the server/,
    kubeseal: /the server responded with the status code 302 but did not return more information/,
  },
]
