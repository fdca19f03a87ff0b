import {ApiError} from './api-error.js'
import {type ControllerPlace, DEFAULT_PLACE, readServices, type Service, servicePath} from './api-objects.js'
import type {ApiServer} from './api-server.js'
import {type Controller, openController} from './controller.js'
import {withCandidates} from './controller-failure.js'

/**
 * Opens the controller where it is said to be. Where it is asked for under its default name and is not there, the only
 * Service that looks like it will do: never one of several, since whoever gets to choose the key can read what is sealed
 * for it. `place` of the result tells where it was found.
 * @throws ApiError, and what ApiServer.send throws
 */
export async function discoverController(api: ApiServer, place: ControllerPlace): Promise<Controller> {
  try {
    return await openController(api, place)
  } catch (error) {
    // Who may read the Service of another name may be told 403 instead of 404.
    const isAbsent = error instanceof ApiError && (error.status === 404 || error.status === 403)
    if (!isAbsent) throw error
    const found = await candidates(api, place.namespace)
    const [only, another] = found.filter(other => mayStandFor(other, place))
    if (only && !another) return await openController(api, only)
    if (error.status === 403 && found.length === 0) throw error
    throw withCandidates(error, found)
  }
}

/** A namespace that somebody chose is kept to. */
function mayStandFor({namespace}: ControllerPlace, wanted: ControllerPlace): boolean {
  return wanted.name === DEFAULT_PLACE.name && (wanted.namespace === DEFAULT_PLACE.namespace || wanted.namespace === namespace)
}

/** Where the manifest and the Helm chart of sealed-secrets are installed, as their documentation has it. */
const USUAL_PLACES: readonly ControllerPlace[] = [
  {namespace: 'kube-system', name: 'sealed-secrets-controller'},
  {namespace: 'kube-system', name: 'sealed-secrets'},
  {namespace: 'sealed-secrets', name: 'sealed-secrets'},
  {namespace: 'sealed-secrets', name: 'sealed-secrets-controller'},
  {namespace: 'flux-system', name: 'sealed-secrets-controller'},
  {namespace: 'flux-system', name: 'sealed-secrets'},
]

/** Labels of the Service: the Helm chart's, and the manifest's. */
const LABELS = ['app.kubernetes.io/name in (sealed-secrets,sealed-secrets-controller)', 'name=sealed-secrets-controller']

/** Services that look like a controller: among all of them, or where users may list none, among the usual places. */
async function candidates(api: ApiServer, namespace: string): Promise<ControllerPlace[]> {
  const lists = [
    ...LABELS.map(labelSelector => ({path: '/api/v1/services', query: {labelSelector, limit: '500'}})),
    {path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services`, query: {limit: '500'}},
  ]
  const answers = await Promise.all(lists.map(list => api.send({...list, accept: 'application/json'})))
  const listed = answers.flatMap(({status, body}) => (status === 200 ? readServices(body) : [])).filter(looksLikeController)
  const mayListAll = answers.slice(0, LABELS.length).every(({status}) => status === 200)
  const probed = mayListAll ? [] : await existing(api, USUAL_PLACES)
  const byName = new Map([...listed, ...probed].map(({namespace, name}) => [`${namespace}/${name}`, {namespace, name}]))
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}

async function existing(api: ApiServer, places: readonly ControllerPlace[]): Promise<ControllerPlace[]> {
  const statuses = await Promise.all(places.map(place => api.send({path: servicePath(place), accept: 'application/json'})))
  return places.filter((_, index) => statuses[index]?.status === 200)
}

const METRICS_PORT = 8081

function looksLikeController({name, labels, ports}: Service): boolean {
  const isNamedSo = /sealed-?secrets/.test(name) || Object.values(labels).some(value => /^sealed-secrets(-controller)?$/.test(value))
  const isForMetrics = labels['app.kubernetes.io/component'] === 'metrics' || ports.every(port => port.number === METRICS_PORT)
  return isNamedSo && !isForMetrics && !/metrics|web|ui$/.test(name)
}
