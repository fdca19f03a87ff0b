import {isArn, readArn} from '../aws-arn.js'
import {awsServices} from '../aws-services.js'
import {makeReference} from '../make-reference.js'
import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {joinTail} from '../reference-tail.js'
import {defineStore, type ReferenceParts, type ValsForm} from '../store-kind.js'

const SYNTAX = 'escaped-then-gjson'
const secretsManager = {service: 'SecretsManager'}
const parameterStore = {service: 'ParameterStore'}
const certificateManager = {service: 'CertificateManager'}

const awssecrets: ValsForm = {
  scheme: 'awssecrets',
  example: 'ref+awssecrets://PATH/TO/SECRET?region=eu-west-1&version_stage=AWSPREVIOUS#/password',
  parameters: ['region', 'version_id', 'version_stage'],
  logins: ['profile', 'role_arn'],
  read({path, parameters: {region, version_id, version_stage}, fragment}) {
    const version = version_id === undefined ? version_stage : `uuid/${version_id}`
    // vals leaves a slash at the end of an ARN's path out.
    const key = isArn(path) ? path.replace(/\/$/, '') : path
    return {scope: {...secretsManager, ...(region !== undefined && {region})}, key, version, property: propertyOf(fragment, SYNTAX)}
  },
  write({scope: {service, region}, key, version, property}) {
    const fragment = stepsOf(property, SYNTAX)
    if ((service !== undefined && service !== 'SecretsManager') || !fragment) return undefined
    const id = version?.startsWith('uuid/') ? version.slice('uuid/'.length) : undefined
    return {
      path: key,
      parameters: {
        ...(region !== undefined && {region}),
        ...(id !== undefined && {version_id: id}),
        ...(version !== undefined && id === undefined && {version_stage: version}),
      },
      fragment,
    }
  },
}

const awsssm: ValsForm = {
  scheme: 'awsssm',
  example: 'ref+awsssm://PATH/TO/PARAMETER?region=eu-west-1',
  parameters: ['mode', 'recursive', 'region', 'version'],
  logins: ['profile', 'role_arn'],
  // Without mode=singleparam a fragment goes on with the parameter's name; vals adds the slash in front.
  read({path, parameters: {mode, region, version}, fragment}) {
    const single = mode === 'singleparam'
    const name = [path.replace(/^\/|\/$/g, ''), ...(single ? [] : fragment)].join('/')
    return {
      scope: {...parameterStore, ...(region !== undefined && {region})},
      key: `/${name}`,
      version,
      property: single ? propertyOf(fragment, SYNTAX) : undefined,
    }
  },
  write({scope: {service, region}, key, version, property}) {
    const fragment = stepsOf(property, SYNTAX)
    if (service !== 'ParameterStore' || !key.startsWith('/') || key.endsWith('/') || !fragment) return undefined
    const parameters = {
      ...(region !== undefined && {region}),
      ...(fragment.length > 0 && {mode: 'singleparam'}),
      ...(version !== undefined && {version}),
    }
    return {path: key.slice(1), parameters, fragment}
  },
}

export default defineStore({
  id: 'aws',
  title: 'AWS',
  names: {
    aws: {},
    secretsmanager: secretsManager,
    asm: secretsManager,
    ssm: parameterStore,
    parameterstore: parameterStore,
    acm: certificateManager,
  },
  docs: 'aws-secrets-manager',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'service', is: 'service'},
    {name: 'region', is: 'region'},
  ],
  rules: ({service = 'SecretsManager'}) => awsServices[service] ?? awsServices.SecretsManager,
  normalize(reference) {
    const parts = readableArn(reference.key)
    if (!parts) return reference
    return makeReference('aws', {
      scope: {...reference.scope, ...parts.scope},
      key: parts.key,
      version: reference.version ?? parts.version,
      property: reference.property ?? parts.property,
    })
  },
  native: [
    {
      read: readArn,
      write({scope: {service, region, ...others}, key, version, property}: Reference) {
        const parts = readableArn(key)
        const complete = parts?.key === key && parts.scope['service'] === service && parts.scope['region'] === region
        return complete && Object.keys(others).length === 0 ? joinTail({head: key, version, property}) : undefined
      },
    },
  ],
  // An ARN with a colon in what Go takes for the host is none that vals can read, so `awssecrets` writes names only.
  vals: [awssecrets, awsssm],
})

/** A key's ARN read as it stands, percent signs and all. */
function readableArn(key: string): ReferenceParts | undefined {
  try {
    return readArn(joinTail({head: key}))
  } catch {
    return undefined
  }
}
