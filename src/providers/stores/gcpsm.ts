import {findByAll} from '../common-rules.js'
import {readGcpName, splitGcpName, writeGcpName} from '../gcp-name.js'
import {makeReference} from '../make-reference.js'
import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {defineStore} from '../store-kind.js'

// ESO inserts the key as it stands into projects/PROJECT/secrets/KEY/versions/VERSION, from v0.2.0 to v2.9.0.
// Names: https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create
const SYNTAX = 'escaped-then-gjson'

export default defineStore({
  id: 'gcpsm',
  title: 'Google Secret Manager',
  names: ['gcp', 'gsm', 'google'],
  docs: 'google-secrets-manager',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'projectID', is: 'project'},
    {name: 'location', is: 'location'},
  ],
  rules: {
    key: {
      is: 'the name of the secret',
      example: 'db-password',
      pattern: /^[\w-]+$/,
      allows: 'letters, digits, - and _',
      maxLength: 255,
      mistakes: keyMistakes,
    },
    property: {syntax: SYNTAX},
    version: {use: 'read', is: 'a number or an alias', example: '3', pattern: /^(?:[1-9]\d*|[a-z][\w-]{0,62})$/i},
    extract: true,
    find: findByAll,
  },
  normalize(reference) {
    const {projectID, location, secret, version} = splitGcpName(reference.key) ?? {}
    const key = secret ?? reference.key
    const newest = reference.version ?? version
    const scope = {...reference.scope, ...(projectID !== undefined && {projectID}), ...(location !== undefined && {location})}
    return makeReference('gcpsm', {...reference, scope, key, version: newest === 'latest' ? undefined : newest})
  },
  native: [{read: readGcpName, write: writeGcpName}],
  vals: [
    {
      scheme: 'gcpsecrets',
      example: 'ref+gcpsecrets://PROJECT/SECRET?version=3#/password',
      parameters: ['version'],
      logins: [],
      read({path, parameters, fragment}) {
        const slash = path.indexOf('/')
        const scope = slash > 0 ? {projectID: path.slice(0, slash)} : {}
        return {scope, key: path.slice(slash + 1), version: parameters['version'], property: propertyOf(fragment, SYNTAX)}
      },
      write({scope: {projectID, location}, key, version, property}) {
        const fragment = stepsOf(property, SYNTAX)
        if (location !== undefined || !fragment || key.includes('/') || version === 'latest') return undefined
        return {path: projectID === undefined ? key : `${projectID}/${key}`, parameters: version === undefined ? {} : {version}, fragment}
      },
    },
  ],
})

function keyMistakes({key, version}: Reference): ReferenceProblem[] {
  const name = splitGcpName(key)
  if (name) {
    const pinned = name.version !== undefined && name.version !== 'latest' ? name.version : undefined
    return [
      failure(
        'key-full-path',
        'ESO puts project and version around the key itself and asks for a secret that cannot exist',
        `write key: ${name.secret}${pinned ? ` and version: "${pinned}"` : ''}; projectID: ${name.projectID} belongs into the store`,
        {key: name.secret, ...(version === undefined && pinned !== undefined && {version: pinned})},
      ),
    ]
  }
  if (!/[/.]/.test(key)) return []
  const allowed = key.replace(/^\/+|\/+$/g, '').replace(/[/.]/g, '-')
  return [
    failure(
      'key-slash',
      `${quoted(key)} cannot be the name of a secret: Google allows no / and no . in it`,
      `write the name that the secret has, perhaps ${allowed}`,
    ),
  ]
}
