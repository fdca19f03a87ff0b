import {dataKeyFault, nameFault, namespaceFault} from '../manifest/names.js'

// Names and keys as a message may show them: one that Kubernetes would refuse may be a value in the wrong place.

export function shownKey(key: string): string {
  return dataKeyFault(key) ? 'an invalid key' : key
}

/** "shop/db"; "db" without a namespace; undefined where there is no name to show. */
export function shownIdentity({name, namespace}: {name?: string | undefined; namespace?: string | undefined}): string | undefined {
  const shown = soundName(name)
  const place = soundNamespace(namespace)
  return place === undefined || shown === undefined ? shown : `${place}/${shown}`
}

/** The name, if it can be one. */
export function soundName(name: string | undefined): string | undefined {
  return !name || nameFault(name) ? undefined : name
}

/** The namespace, if it can be one. */
export function soundNamespace(namespace: string | undefined): string | undefined {
  return !namespace || namespaceFault(namespace) ? undefined : namespace
}
