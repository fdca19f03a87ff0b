import type {HttpResponse} from '../http/message.js'
import {ApiError, readApiStatus} from './api-error.js'
import {type ControllerPlace, type Deployment, readDeployments, type Service} from './api-objects.js'
import type {ApiServer} from './api-server.js'
import type {ClusterAccess} from './cluster-access.js'

// What an answer that is no success means, and what to do about it. docs/cluster.md has the same as a table.

const OWN_ROLE = 'sealed-secrets ships one as sealed-secrets-service-proxier'
/** How to do without the cluster, where nobody says otherwise. */
export const OFFLINE = 'or seal without the cluster: gsec seal --cert FILE'

/** Why the Service of the controller could not be read. */
export function serviceFailure(response: HttpResponse, place: ControllerPlace, {access, instead}: ApiServer): ApiError {
  const where = placeText(place, access)
  switch (response.status) {
    case 200:
      return new ApiError('RESPONSE_INVALID', 'the answer is not a Service', response, {where, hint: WRONG_SERVER})
    case 403: {
      const hint = `a Role in ${place.namespace} must allow "get" on services "${place.name}" and on services/proxy "http:${place.name}:http" (${OWN_ROLE}), ${instead}`
      return new ApiError('ACCESS_DENIED', 'this user may not read the Service of the controller (HTTP 403)', response, {where, hint})
    }
    case 404: {
      const hint = 'name the Service of the controller with --controller-name and --controller-namespace; Helm calls it sealed-secrets'
      return new ApiError('CONTROLLER_NOT_FOUND', 'there is no such Service', response, {where, hint})
    }
    default:
      return commonFailure(response, where, access, instead)
  }
}

/** Why the controller behind a Service gave no answer to a request. */
export async function proxyFailure(response: HttpResponse, service: Service, verb: 'get' | 'create', api: ApiServer): Promise<ApiError> {
  const where = placeText(service, api.access)
  const {instead} = api
  const apiStatus = readApiStatus(response)
  const {status} = response
  if (status === 403 && apiStatus) {
    const resource = `services/proxy "http:${service.name}:${service.ports[0]?.name ?? ''}"`
    const hint = `a Role in ${service.namespace} must allow "${verb}" on ${resource} (${OWN_ROLE}), ${instead}`
    return new ApiError('ACCESS_DENIED', 'this user may not talk to the controller through the API server (HTTP 403)', response, {
      where,
      hint,
    })
  }
  // the API server says 404 where a Service has no Endpoints at all, and 503 where it has none that are ready
  if (apiStatus && (status === 404 || apiStatus.message.startsWith('no endpoints available'))) {
    const hint = await podsHint(service, api)
    return new ApiError('CONTROLLER_UNAVAILABLE', `no running Pod stands behind the Service (HTTP ${status})`, response, {where, hint})
  }
  if (status === 404) {
    const hint = 'name the Service of the controller with --controller-name and --controller-namespace'
    return new ApiError('CONTROLLER_NOT_FOUND', 'what answers behind the Service is no sealing controller (HTTP 404)', response, {
      where,
      hint,
    })
  }
  if (apiStatus?.message.startsWith('error trying to reach service')) {
    const hint = `${await podsHint(service, api)}; if they run, a firewall or NetworkPolicy stands in between, as in private clusters, ${instead}`
    return new ApiError('CONTROLLER_UNAVAILABLE', `the API server cannot reach the controller (HTTP ${status})`, response, {where, hint})
  }
  if (status === 500 && !apiStatus) {
    const hint = `look at its log: kubectl${api.access.kubectlFlags} logs -n ${service.namespace} service/${service.name}`
    return new ApiError('CONTROLLER_UNAVAILABLE', 'the controller failed (HTTP 500)', response, {where, hint})
  }
  return commonFailure(response, where, api.access, instead)
}

/** The Service has no port that could be asked. */
export function portlessService(response: HttpResponse, place: ControllerPlace, access: ClusterAccess): ApiError {
  const hint = 'name the Service of the controller with --controller-name and --controller-namespace'
  return new ApiError('CONTROLLER_NOT_FOUND', 'the Service has no port', response, {where: placeText(place, access), hint})
}

/** The same failure to find the Service, with those that could be meant. */
export function withCandidates({code, message, where = '', response}: ApiError, found: readonly ControllerPlace[]): ApiError {
  const [first] = found
  const listed = found.map(({namespace, name}) => `${name} in ${namespace}`).join(', ')
  const looks = found.length === 1 ? 'this one looks like the controller' : 'these look like the controller'
  const hint = first
    ? `${looks}: ${listed}; choose with --controller-name ${first.name} --controller-namespace ${first.namespace}`
    : 'no Service looks like the controller: is it installed? Name another with --controller-name and --controller-namespace'
  return new ApiError(code, message, response, {where, hint})
}

/** `kube-system/sealed-secrets-controller in context "prod" (https://…)`. */
export function placeText({namespace, name}: ControllerPlace, {label}: ClusterAccess): string {
  return `${namespace}/${name} in ${label}`
}

export const WRONG_SERVER = 'check the server in the kubeconfig: something else answers there, perhaps a login page or a proxy'

/**
 * What any answer may mean, whatever was asked for.
 * @param instead how to do without, at the end of hints
 */
export function commonFailure(response: HttpResponse, where: string, {kubectlFlags}: ClusterAccess, instead = OFFLINE): ApiError {
  const {status, headers} = response
  if (status === 401) {
    const hint = `log in anew; "kubectl${kubectlFlags} auth whoami" shows whether that worked`
    return new ApiError('ACCESS_DENIED', 'the API server does not accept the login (HTTP 401)', response, {where, hint})
  }
  if (status === 403) {
    return new ApiError('ACCESS_DENIED', 'access denied (HTTP 403)', response, {where, hint: `ask for access, ${instead}`})
  }
  if (status === 429) {
    const seconds = /^\d+$/.exec(headers['retry-after'] ?? '')?.[0]
    const hint = seconds === undefined ? 'try again later' : `try again in ${seconds} s`
    return new ApiError('CONTROLLER_UNAVAILABLE', 'too many requests (HTTP 429)', response, {where, hint})
  }
  if (status >= 500) {
    const hint = `try again later, ${instead}`
    return new ApiError('CONTROLLER_UNAVAILABLE', `the API server has a fault (HTTP ${status})`, response, {where, hint})
  }
  const message =
    status >= 300 && status < 400
      ? `the API server sends us elsewhere (HTTP ${status})`
      : `the API server answers with HTTP status ${status}`
  return new ApiError('RESPONSE_INVALID', message, response, {where, hint: WRONG_SERVER})
}

/** Names the Deployment whose Pods should answer, as far as the user may see it. */
async function podsHint({namespace, name, selector}: Service, api: ApiServer): Promise<string> {
  const kubectl = `kubectl${api.access.kubectlFlags}`
  const deployments = await deploymentsIn(namespace, api)
  if (!deployments) return `look at its Deployment: ${kubectl} get deployments,pods -n ${namespace}`
  const labels = Object.entries(selector)
  const deployment = deployments.find(({podLabels}) => labels.length > 0 && labels.every(([key, value]) => podLabels[key] === value))
  if (!deployment)
    return `no Deployment makes Pods for it: is the controller installed? ${kubectl} describe service -n ${namespace} ${name}`
  const {ready, wanted} = deployment
  return `Deployment ${deployment.name} has ${ready} of ${wanted} Pods ready: ${kubectl} describe deployment -n ${namespace} ${deployment.name}`
}

/** Undefined where the user may not see them: this only explains a failure, and must not be one. */
async function deploymentsIn(namespace: string, api: ApiServer): Promise<Deployment[] | undefined> {
  try {
    const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments`
    const {status, body} = await api.send({path, query: {limit: '500'}, accept: 'application/json'})
    return status === 200 ? readDeployments(body) : undefined
  } catch {
    return undefined
  }
}
