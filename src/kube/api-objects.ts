import {GsecError} from '../errors.js'
import {nameFault, namespaceFault} from '../manifest/names.js'
import {readJsonObject} from './api-error.js'

/** The Service of a sealing controller. */
export interface ControllerPlace {
  namespace: string
  name: string
}

/** What kubeseal asks for unless told otherwise. */
export const DEFAULT_PLACE: ControllerPlace = {namespace: 'kube-system', name: 'sealed-secrets-controller'}

/** @throws GsecError USAGE for a name or namespace that Kubernetes does not allow */
export function checkPlace({namespace, name}: ControllerPlace): void {
  const fault = nameFault(name)
  if (fault) throw new GsecError('USAGE', `--controller-name ${fault}`)
  const other = namespaceFault(namespace)
  if (other) throw new GsecError('USAGE', `--controller-namespace ${other}`)
}

/** Names come from flags and kubeconfigs: none may lead to another path. A colon is allowed there. */
export function servicePath({namespace, name}: ControllerPlace): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name).replaceAll('%3A', ':')}`
}

/** What gsec reads of a Service. */
export interface Service extends ControllerPlace {
  ports: readonly {name: string; number: number | undefined}[]
  labels: Readonly<Record<string, string>>
  selector: Readonly<Record<string, string>>
}

/** A Service in an answer of the API server; undefined when it is something else. */
export function readService(body: Uint8Array): Service | undefined {
  const object = readJsonObject(body)
  return object?.['kind'] === 'Service' ? serviceOf(object) : undefined
}

/** The Services in a list; none when it is something else. Items of a list have no kind. */
export function readServices(body: Uint8Array): Service[] {
  const {items} = readJsonObject(body) ?? {}
  return Array.isArray(items) ? items.map(serviceOf) : []
}

/** A Deployment, as far as it says whether its Pods run. */
export interface Deployment {
  name: string
  wanted: number
  ready: number
  podLabels: Readonly<Record<string, string>>
}

export function readDeployments(body: Uint8Array): Deployment[] {
  const {items} = readJsonObject(body) ?? {}
  if (!Array.isArray(items)) return []
  return items.map(item => ({
    name: textAt(item, 'metadata', 'name'),
    wanted: numberAt(item, 'spec', 'replicas') ?? 1,
    ready: numberAt(item, 'status', 'readyReplicas') ?? 0,
    podLabels: textsAt(item, 'spec', 'template', 'metadata', 'labels'),
  }))
}

function serviceOf(object: unknown): Service {
  const ports = at(object, 'spec', 'ports')
  return {
    namespace: textAt(object, 'metadata', 'namespace'),
    name: textAt(object, 'metadata', 'name'),
    ports: Array.isArray(ports) ? ports.map(port => ({name: textAt(port, 'name'), number: numberAt(port, 'port')})) : [],
    labels: textsAt(object, 'metadata', 'labels'),
    selector: textsAt(object, 'spec', 'selector'),
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined), value)
}

function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

function textsAt(value: unknown, ...path: readonly string[]): Record<string, string> {
  const entries = Object.entries(at(value, ...path) ?? {})
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
