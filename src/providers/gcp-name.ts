import type {Reference} from './reference.js'
import {referenceError} from './reference-error.js'
import {joinTail, splitTail} from './reference-tail.js'
import type {ReferenceParts} from './store-kind.js'

// https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions, regional ones with a location.
const PREFIX = /^(?:\/\/secretmanager\.googleapis\.com\/)?projects\//
const NAME = /^projects\/([^/]+)(?:\/locations\/([^/]+))?\/secrets\/([^/]+)(?:\/versions\/([^/]+))?$/

/** Reads projects/P[/locations/L]/secrets/S[/versions/V], as gcloud prints it. @throws GsecError REFERENCE_INVALID */
export function readGcpName(text: string): ReferenceParts | undefined {
  const [prefix] = PREFIX.exec(text) ?? []
  if (prefix === undefined) return undefined
  const {head, version, property} = splitTail(text.slice(prefix.length - 'projects/'.length))
  const [, projectID, location, key, named] = NAME.exec(head) ?? []
  if (projectID === undefined || key === undefined)
    throw referenceError(
      'this is not the whole name of a secret',
      'write projects/PROJECT/secrets/SECRET or projects/PROJECT/secrets/SECRET/versions/3',
    )
  if (named !== undefined && version !== undefined) throw referenceError('the version is named twice', 'leave /versions/… or @… out')
  return {scope: {projectID, ...(location !== undefined && {location})}, key, version: named ?? version, property}
}

/** The parts of a whole name that stands where ESO expects the secret's own name alone. */
export function splitGcpName(
  key: string,
): {projectID: string; location: string | undefined; secret: string; version: string | undefined} | undefined {
  const [, projectID, location, secret, version] = NAME.exec(key.replace(/^\/\/secretmanager\.googleapis\.com\//, '')) ?? []
  return projectID === undefined || secret === undefined ? undefined : {projectID, location, secret, version}
}

export function writeGcpName({scope, key, version, property}: Reference): string | undefined {
  const {projectID, location} = scope
  const parts = [projectID, key, ...(location === undefined ? [] : [location]), ...(version === undefined ? [] : [version])]
  if (projectID === undefined || parts.some(part => part === undefined || part === '' || part.includes('/'))) return undefined
  const place = location === undefined ? '' : `/locations/${location}`
  const head = `projects/${projectID}${place}/secrets/${key}${version === undefined ? '' : `/versions/${version}`}`
  return joinTail({head, property})
}
