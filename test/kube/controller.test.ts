import assert from 'node:assert/strict'
import {inspect} from 'node:util'
import {ApiError} from '../../src/kube/api-error.js'
import {DEFAULT_PLACE} from '../../src/kube/api-objects.js'
import {openController} from '../../src/kube/controller.js'
import {discoverController} from '../../src/kube/discover-controller.js'
import {type Access, controllerService, type FakeCluster, type Fault, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {apiServerFor} from '../support/kube-surroundings.js'
import {closeServers} from '../support/servers.js'
import {vector} from '../support/vectors.js'

async function failure(pending: Promise<unknown>): Promise<ApiError> {
  try {
    await pending
  } catch (error) {
    assert.ok(error instanceof ApiError, inspect(error))
    return error
  }
  return assert.fail('there should be no answer')
}

/** What a user reads: where, message and hint. */
const textOf = ({where, message, hint}: ApiError) => `${where}: ${message}\n${hint}`

const CERT = vector('kubeseal/cert.pem').toString()
const sealed = JSON.stringify({
  metadata: {name: 'mysecret', namespace: 'myns'},
  spec: {encryptedData: {foo: vector('envelope/strict').toString().split('\n\n')[1]!.replace(/\s/g, '')}},
})

describe('the controller, through the API server', () => {
  let cluster: FakeCluster
  beforeEach(async () => {
    cluster = await serveCluster()
  })
  afterEach(closeServers)

  const api = () => apiServerFor(kubeconfigFor(cluster))
  const open = (place = DEFAULT_PLACE) => openController(api(), place)
  const discover = (place = DEFAULT_PLACE) => discoverController(api(), place)
  const paths = () => cluster.requests.map(({method, path}) => `${method} ${decodeURIComponent(path)}`)

  // https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/kubeseal/kubeseal.go (openCertCluster, ValidateSealedSecret)
  describe('is asked as kubeseal asks', () => {
    it('for its certificate, in two requests', async () => {
      assert.equal((await (await open()).certificate()).toString(), CERT)
      assert.deepEqual(paths(), [
        'GET /api/v1/namespaces/kube-system/services/sealed-secrets-controller',
        'GET /api/v1/namespaces/kube-system/services/http:sealed-secrets-controller:http/proxy/v1/cert.pem',
      ])
      assert.equal(cluster.requests[1]?.headers.accept, 'application/x-pem-file, */*')
    })

    it('whether it can decrypt a SealedSecret', async () => {
      const controller = await open()
      assert.equal(await controller.verify(sealed), true)
      assert.equal(await controller.verify(sealed.replace('mysecret', 'other')), false)
      const {method, path, headers, body} = cluster.requests[1]!
      assert.equal(`${method} ${path}`, 'POST /api/v1/namespaces/kube-system/services/http:sealed-secrets-controller:http/proxy/v1/verify')
      assert.equal(headers.accept, 'application/json, */*')
      assert.equal(headers['content-type'], undefined)
      assert.equal(body, sealed)
    })

    it('to encrypt a SealedSecret anew', async () => {
      const controller = await open()
      const rotated = JSON.parse((await controller.rotate(sealed))!.toString())
      assert.equal(await controller.verify(JSON.stringify(rotated)), true)
      assert.notEqual(rotated.spec.encryptedData.foo, JSON.parse(sealed).spec.encryptedData.foo)
      cluster.controller.replies.set('/v1/rotate', {status: 409, body: ''})
      assert.equal(await controller.rotate(sealed), undefined)
    })

    it('on the first port of the Service, which may have no name', async () => {
      cluster.services = [{...controllerService, ports: ['web', 'http']}]
      await (await open()).certificate()
      cluster.services = [{...controllerService, ports: [undefined]}]
      await (await open()).certificate()
      assert.deepEqual(
        paths().flatMap(path => /http:\S*(?=\/proxy)/.exec(path) ?? []),
        ['http:sealed-secrets-controller:web', 'http:sealed-secrets-controller:'],
      )
    })

    it('by a name that leads nowhere else', async () => {
      await failure(open({namespace: '../../x', name: 'a/b?c'}))
      assert.deepEqual(
        cluster.requests.map(({path}) => path),
        ['/api/v1/namespaces/..%2F..%2Fx/services/a%2Fb%3Fc'],
      )
    })
  })

  const answers =
    (status: number, headers: Record<string, string> = {}, body = ''): Fault =>
    (_, response) => {
      response.writeHead(status, headers).end(body)
      return true
    }
  const deny = (resource: Access['resource']) => () => {
    cluster.may = access => access.resource !== resource
  }

  const refusals: {name: string; prepare: () => void; code: string; status: number; expected: RegExp}[] = [
    {
      name: 'the login is not accepted',
      prepare: () => cluster.tokens.clear(),
      code: 'ACCESS_DENIED',
      status: 401,
      expected: /does not accept the login \(HTTP 401\)\nlog in anew; "kubectl --context test auth whoami"/,
    },
    {
      name: 'the user may not read the Service',
      prepare: () => deny('services')(),
      code: 'ACCESS_DENIED',
      status: 403,
      expected:
        /may not read the Service.*\(HTTP 403\)\na Role in kube-system must allow "get" on services "sealed-secrets-controller".*services\/proxy "http:sealed-secrets-controller:http".*sealed-secrets-service-proxier.*--cert FILE/,
    },
    {
      name: 'the user may not talk to it',
      prepare: () => deny('services/proxy')(),
      code: 'ACCESS_DENIED',
      status: 403,
      expected:
        /may not talk to the controller.*\(HTTP 403\)\na Role in kube-system must allow "get" on services\/proxy "http:sealed-secrets-controller:http"/,
    },
    {
      name: 'it is not there',
      prepare: () => {
        cluster.services = []
      },
      code: 'CONTROLLER_NOT_FOUND',
      status: 404,
      expected: /no such Service\n.*--controller-name.*--controller-namespace/,
    },
    {
      name: 'its Service has no port',
      prepare: () => {
        cluster.services = [{...controllerService, ports: []}]
      },
      code: 'CONTROLLER_NOT_FOUND',
      status: 200,
      expected: /the Service has no port/,
    },
    {
      name: 'something else answers behind the Service',
      prepare: () => cluster.controller.replies.set('/v1/cert.pem', {status: 404, body: '404 page not found\n'}),
      code: 'CONTROLLER_NOT_FOUND',
      status: 404,
      expected: /is no sealing controller \(HTTP 404\)/,
    },
    {
      name: 'it has no certificate',
      prepare: () => cluster.controller.replies.set('/v1/cert.pem', {status: 500, body: 'cannot get certificate\n'}),
      code: 'CONTROLLER_UNAVAILABLE',
      status: 500,
      expected:
        /the controller failed \(HTTP 500\)\nlook at its log: kubectl --context test logs -n kube-system service\/sealed-secrets-controller/,
    },
    {
      name: 'it is asked too often',
      prepare: () => {
        cluster.fault = answers(429, {'retry-after': '60'}, 'limit exceeded\n')
      },
      code: 'CONTROLLER_UNAVAILABLE',
      status: 429,
      expected: /too many requests \(HTTP 429\)\ntry again in 60 s/,
    },
    {
      name: 'the API server has a fault',
      prepare: () => {
        cluster.fault = answers(500, {}, 'hush')
      },
      code: 'CONTROLLER_UNAVAILABLE',
      status: 500,
      expected: /the API server has a fault \(HTTP 500\)\ntry again later/,
    },
    {
      name: 'the API server sends us elsewhere',
      prepare: () => {
        cluster.fault = answers(302, {location: 'https://login.invalid/?hush'})
      },
      code: 'RESPONSE_INVALID',
      status: 302,
      expected: /sends us elsewhere \(HTTP 302\)\ncheck the server in the kubeconfig/,
    },
    {
      name: 'the answer is a web page',
      prepare: () => {
        cluster.fault = answers(200, {'content-type': 'text/html'}, '<p>hush')
      },
      code: 'RESPONSE_INVALID',
      status: 200,
      expected: /is not a Service\ncheck the server/,
    },
    {
      name: 'the answer makes no sense',
      prepare: () => {
        cluster.fault = answers(409)
      },
      code: 'RESPONSE_INVALID',
      status: 409,
      expected: /answers with HTTP status 409/,
    },
  ]
  for (const {name, prepare, code, status, expected} of refusals) {
    it(`says what to do when ${name}`, async () => {
      prepare()
      const error = await failure(open().then(controller => controller.certificate()))
      assert.equal(error.code, code)
      assert.equal(error.status, status)
      assert.match(textOf(error), expected)
      assert.match(textOf(error), /^kube-system\/sealed-secrets-controller in context "test" \(https:/)
      assert.doesNotMatch(textOf(error), /hush/)
    })
  }

  it('keeps the words of the API server for those who must repeat them', async () => {
    cluster.services = []
    const {apiStatus} = await failure(open())
    assert.deepEqual(apiStatus, {reason: 'NotFound', message: 'services "sealed-secrets-controller" not found'})
    cluster.services = [controllerService]
    cluster.controller.replies.set('/v1/verify', {status: 500, body: 'why'})
    const error = await failure(open().then(controller => controller.verify('{}')))
    assert.equal(error.apiStatus, undefined)
    assert.equal(error.response.body.toString(), 'why')
  })

  it('says which right is missing for verify', async () => {
    cluster.may = ({verb}) => verb !== 'create'
    assert.match(textOf(await failure(open().then(controller => controller.verify(sealed)))), /must allow "create" on services\/proxy/)
  })

  describe('without a Pod that answers', () => {
    const deployment = {namespace: 'kube-system', name: 'seals', ready: 0, podLabels: {name: 'sealed-secrets-controller', tier: 'x'}}
    const NAMED = /Deployment seals has 0 of 1 Pods ready: kubectl --context test describe deployment -n kube-system seals/
    const cases = [
      {behind: 'nobody', expected: /no running Pod stands behind the Service \(HTTP 404\)/},
      {behind: 'nobody ready', expected: /no running Pod stands behind the Service \(HTTP 503\)/},
      {behind: 'silence', expected: /the API server cannot reach the controller \(HTTP 503\)/},
    ] as const
    for (const {behind, expected} of cases) {
      it(`names the Deployment to look at (${behind})`, async () => {
        cluster.services = [{...controllerService, behind}]
        cluster.deployments = [{...deployment, name: 'other', podLabels: {name: 'other'}}, deployment]
        const error = await failure(open().then(controller => controller.certificate()))
        assert.equal(error.code, 'CONTROLLER_UNAVAILABLE')
        assert.match(textOf(error), expected)
        assert.match(textOf(error), NAMED)
      })
    }

    it('asks whether it is installed where no Deployment makes its Pods', async () => {
      cluster.services = [{...controllerService, behind: 'nobody'}]
      assert.match(textOf(await failure(open().then(controller => controller.certificate()))), /is the controller installed\?/)
    })

    it('says how to look where the user may not list Deployments', async () => {
      cluster.services = [{...controllerService, behind: 'nobody'}]
      deny('deployments')()
      assert.match(
        textOf(await failure(open().then(controller => controller.certificate()))),
        /kubectl --context test get deployments,pods -n kube-system/,
      )
    })
  })

  describe('is found elsewhere', () => {
    // the Service of the Helm chart, and that of its metrics
    const labels = {'app.kubernetes.io/name': 'sealed-secrets', 'app.kubernetes.io/instance': 'seals'}
    const helm = {...controllerService, namespace: 'seals', name: 'sealed-secrets', labels}
    const metrics = {...helm, name: 'sealed-secrets-metrics', labels: {...labels, 'app.kubernetes.io/component': 'metrics'}}
    const unrelated = {...controllerService, namespace: 'kube-system', name: 'kube-dns', labels: {}}

    it('where it is asked for under its usual name, is not there, and one other looks like it', async () => {
      cluster.services = [unrelated, metrics, helm]
      const controller = await discover()
      assert.deepEqual(controller.place, {namespace: 'seals', name: 'sealed-secrets'})
      assert.equal((await controller.certificate()).toString(), CERT)
    })

    it('by its name in its namespace, whatever its labels', async () => {
      cluster.services = [{...controllerService, namespace: 'kube-system', name: 'my-sealed-secrets', labels: {}}]
      assert.equal((await discover()).place.name, 'my-sealed-secrets')
    })

    it('in the usual places, by those who may list nothing', async () => {
      cluster.services = [{...helm, namespace: 'kube-system'}]
      cluster.may = ({verb, name}) => verb !== 'list' && !(verb === 'get' && name === 'sealed-secrets-controller')
      assert.deepEqual((await discover()).place, {namespace: 'kube-system', name: 'sealed-secrets'})
    })

    it('but never when it is one of several', async () => {
      cluster.services = [helm, {...helm, namespace: 'tenant'}]
      const error = await failure(discover())
      assert.equal(error.code, 'CONTROLLER_NOT_FOUND')
      assert.match(
        textOf(error),
        /these look like the controller: sealed-secrets in seals, sealed-secrets in tenant; choose with --controller-name sealed-secrets --controller-namespace seals/,
      )
    })

    it('but not in place of a name that somebody chose', async () => {
      cluster.services = [helm]
      const error = await failure(discover({namespace: 'kube-system', name: 'seals'}))
      assert.match(textOf(error), /^kube-system\/seals in .*no such Service\nthis one looks like the controller: sealed-secrets in seals;/)
    })

    it('but not outside of a namespace that somebody chose', async () => {
      cluster.services = [helm]
      await failure(discover({...DEFAULT_PLACE, namespace: 'mine'}))
      assert.equal((await discover({...DEFAULT_PLACE, namespace: 'seals'})).place.name, 'sealed-secrets')
    })

    it('nowhere: then it says so', async () => {
      cluster.services = [unrelated, metrics]
      assert.match(textOf(await failure(discover())), /no Service looks like the controller: is it installed\?/)
    })

    it('nowhere by those who may see nothing: then it says what they lack', async () => {
      cluster.may = () => false
      const error = await failure(discover())
      assert.equal(error.code, 'ACCESS_DENIED')
      assert.match(textOf(error), /a Role in kube-system must allow/)
    })
  })
})
