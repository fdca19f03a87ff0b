import {propertyOf, stepsOf} from './property-path.js'
import type {Reference} from './reference.js'
import {referenceError} from './reference-error.js'
import {doubt, failure, type ReferenceProblem} from './reference-problem.js'
import type {PropertySyntax, Usage, ValsForm, VersionRule} from './store-kind.js'

export const vaultVersion: VersionRule = {
  use: 'read',
  is: 'the number of a version',
  example: '3',
  pattern: /^[1-9]\d*$/,
  mistakes(version, {scope}) {
    if (scope['version'] === 'v1')
      return [failure('version-unsupported', 'the KV engine v1 keeps no versions', 'leave version out', {version: null})]
    return version === 'latest'
      ? [failure('version-latest', 'Vault counts versions and knows no "latest"', 'leave version out for the newest', {version: null})]
      : []
  },
}

/**
 * The path below the mount: ESO's vault provider takes the store's mount, or the mount and data/, off the front of a key,
 * once. A path that begins with the name of the mount keeps the mount in front, since ESO would take it off.
 */
export function withoutMount(reference: Reference): Reference {
  const {path, version} = reference.scope
  if (path === undefined) return reference
  const below = cutMount(reference.key, path, version)
  return below.startsWith(`${path}/`) ? reference : {...reference, key: below}
}

function cutMount(key: string, path: string, engine: string | undefined): string {
  if (!key.startsWith(`${path}/`)) return key
  const rest = key.slice(path.length + 1)
  return engine === 'v1' ? rest : rest.replace(/^data\/(?=.)/, '')
}

export function vaultKeyMistakes(reference: Reference, {block}: Usage): ReferenceProblem[] {
  const {key, scope} = reference
  const slashes = outerSlashes(key)
  if (slashes.length > 0) return slashes
  if (scope['path'] !== undefined && scope['version'] !== 'v1' && key.startsWith('data/'))
    return [
      doubt(
        'key-data',
        'ESO adds data/ itself and would ask for data/data/…',
        `write key: ${key.slice(5)} unless a folder has the name data`,
        {key: key.slice(5)},
      ),
    ]
  if (scope['path'] !== undefined && /^[^/]+\/data\//.test(key) && withoutMount(reference).key === key)
    return [
      doubt(
        'key-mount',
        "the key names another mount than the store's",
        'write the path below the mount of the store, or use a store for the other mount',
      ),
    ]
  if (block && scope['path'] === undefined && !key.includes('/'))
    return [failure('key-no-mount', 'the store names no mount, so the key must begin with one', `write key: MOUNT/${key}`)]
  return []
}

export function baoKeyMistakes({key, scope}: Reference): ReferenceProblem[] {
  const slashes = outerSlashes(key)
  if (slashes.length > 0) return slashes
  const mount = `${scope['path'] ?? 'kv'}/`
  if (!key.startsWith(mount)) return []
  const below = key.slice(mount.length).replace(/^data\/(?=.)/, '')
  return [
    doubt(
      'key-mount',
      'ESO puts the mount in front of the key, which begins with it already',
      `write key: ${below} unless a folder has the name of the mount`,
      {key: below},
    ),
  ]
}

function outerSlashes(key: string): ReferenceProblem[] {
  const inner = key.replace(/^\/+|\/+$/g, '')
  return inner === key ? [] : [failure('key-slash', 'the key begins or ends with a slash', `write key: ${inner}`, {key: inner})]
}

/**
 * vals writes the whole path: the mount, data/ for the KV engine v2, the secret. Without a fragment the last step of
 * the path is the field, so a URI cannot name a whole secret.
 * @param cuts ESO takes the mount off the front of a key (`withoutMount`)
 */
export function valsForVault({scheme, syntax, cuts}: {scheme: string; syntax: PropertySyntax; cuts: boolean}): ValsForm {
  const example = `ref+${scheme}://MOUNT/data/PATH#/field`
  return {
    scheme,
    example,
    parameters: ['address', 'host', 'namespace', 'proto', 'version'],
    logins: ['auth_method', 'password_env', 'password_file', 'role_id', 'secret_id', 'token_env', 'token_file', 'username'],
    read({path, parameters: {address, host, namespace, proto = 'https', version}, fragment}) {
      const steps = path.replace(/^\/+/, '').split('/')
      const field = fragment.length > 0 ? fragment : steps.splice(-1)
      if (steps.length < 2) throw referenceError('the vals URI names no mount and path', `write ${example}`)
      const server = address ?? (host === undefined ? undefined : `${proto}://${host}`)
      const {below, ...place} = splitPath(steps)
      return {
        scope: {...place, ...(server !== undefined && {server}), ...(namespace !== undefined && {namespace})},
        key: cuts && below.startsWith(`${place.path}/`) ? `${place.path}/${below}` : below,
        version,
        property: propertyOf(field, syntax),
      }
    },
    write({scope: {server, namespace, path, version: engine}, key, version, property}) {
      const fragment = stepsOf(property, syntax)
      if (!fragment || fragment.length === 0) return undefined
      const below = path !== undefined && cuts ? cutMount(key, path, engine) : key
      return {
        path: [path, path !== undefined && engine === 'v2' ? 'data' : undefined, below].filter(part => part !== undefined).join('/'),
        parameters: {
          ...(server !== undefined && {address: server}),
          ...(namespace !== undefined && {namespace}),
          ...(version !== undefined && {version}),
        },
        fragment,
      }
    },
  }
}

/** A mount is what stands before /data/, or else the first step; which engine it has is known only in the first case. */
function splitPath(steps: readonly string[]): {path: string; version?: string; below: string} {
  const data = steps.indexOf('data', 1)
  if (data === -1 || data === steps.length - 1) return {path: steps[0] ?? '', below: steps.slice(1).join('/')}
  return {path: steps.slice(0, data).join('/'), version: 'v2', below: steps.slice(data + 1).join('/')}
}
