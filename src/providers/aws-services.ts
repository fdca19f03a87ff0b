import {isArn} from './aws-arn.js'
import {findByAll, UUID} from './common-rules.js'
import type {Reference} from './reference.js'
import {doubt, failure, quoted, type ReferenceProblem} from './reference-problem.js'
import type {StoreRules, Usage} from './store-kind.js'

// Names: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
//        https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
const SECRET_ARN = /^arn:aws[\w-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/
const PARAMETER_ARN = /^arn:aws[\w-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[\w/.-]+$/

/** What each value of the store's `service` makes of key, property and version. */
export const awsServices: {SecretsManager: StoreRules; [service: string]: StoreRules} = {
  SecretsManager: {
    key: {
      is: 'the name or the ARN of the secret',
      example: 'prod/db',
      pattern: new RegExp(`^[\\w/+=.@-]{1,512}$|${SECRET_ARN.source}`),
      allows: 'up to 512 letters, digits and /_+=.@-',
      mistakes: secretKeyMistakes,
    },
    property: {syntax: 'escaped-then-gjson'},
    version: {
      use: 'read',
      is: 'a staging label, or uuid/ and the id of a version',
      example: 'AWSPREVIOUS',
      mistakes: secretVersionMistakes,
    },
    extract: true,
    find: findByAll,
  },
  ParameterStore: {
    key: {
      is: 'the name of the parameter',
      example: '/prod/db/password',
      pattern: new RegExp(`^[\\w/.-]{1,1011}$|${PARAMETER_ARN.source}`),
      allows: 'letters, digits and /_.-',
      mistakes: parameterKeyMistakes,
    },
    property: {syntax: 'escaped-then-gjson'},
    version: {
      use: 'read',
      is: 'the number of a version, or a label of one',
      example: '3',
      pattern: /^(?:[1-9]\d*|(?!aws|ssm)[a-z_.-][\w.-]{0,99})$/i,
      mistakes: parameterVersionMistakes,
    },
    extract: true,
    find: findByAll,
  },
  CertificateManager: {
    key: {
      is: 'the ARN of the certificate',
      example: 'arn:aws:acm:eu-west-1:123456789012:certificate/ID',
      pattern: /^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
    },
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: false,
  },
}

function secretKeyMistakes({key}: Reference, {block}: Usage): ReferenceProblem[] {
  if (isArn(key)) return [...arnWithPrefix(block), ...ecsTail(key)]
  // An ARN ends in a hyphen and six random letters and digits, which are no part of the name.
  if (!/-(?=[A-Za-z]*\d)(?=[a-z\d]*[A-Z])[A-Za-z\d]{6}$/.test(key)) return []
  return [
    doubt(
      'key-arn-suffix',
      `${quoted(key)} ends as an ARN does, not as a name`,
      `write key: ${key.slice(0, -7)} if the rest comes from the ARN`,
    ),
  ]
}

/** ECS writes ARN:JSON-KEY:STAGE:ID; Secrets Manager's own API does not know that. */
function ecsTail(key: string): ReferenceProblem[] {
  const [arn, jsonKey] = [key.split(':').slice(0, 7).join(':'), key.split(':')[7]]
  if (jsonKey === undefined) return []
  return [
    failure(
      'key-ecs-form',
      'the ARN goes on with a JSON key, which only ECS understands',
      `write key: ${arn}${jsonKey && ` and property: ${jsonKey}`}`,
      {key: arn, ...(jsonKey && {property: jsonKey})},
    ),
  ]
}

function arnWithPrefix(block: Usage['block']): ReferenceProblem[] {
  const prefix = block?.['prefix']
  if (typeof prefix !== 'string' || prefix === '') return []
  return [
    failure(
      'key-arn-with-prefix',
      `ESO puts the store's prefix ${quoted(prefix)} in front of the ARN`,
      'write the name without the prefix, or use a store without one',
    ),
  ]
}

function secretVersionMistakes(version: string): ReferenceProblem[] {
  if (UUID.test(version))
    return [
      failure(
        'version-no-uuid-prefix',
        'ESO takes an id for a staging label unless uuid/ stands before it',
        `write version: uuid/${version}`,
        {version: `uuid/${version}`},
      ),
    ]
  if (version.startsWith('uuid/'))
    return UUID.test(version.slice(5)) || /^[\w-]{32,64}$/.test(version.slice(5))
      ? []
      : [
          failure(
            'version-form',
            'what stands behind uuid/ is no id of a version',
            'copy the VersionId from aws secretsmanager list-secret-version-ids',
          ),
        ]
  if (/^latest$/i.test(version))
    return [
      failure(
        'version-latest',
        'AWS has no staging label "latest"; ESO says that the secret does not exist',
        'leave version out: the newest is AWSCURRENT',
        {version: null},
      ),
    ]
  if (/^v?\d+$/i.test(version))
    return [
      failure(
        'version-number',
        'Secrets Manager counts no versions; ESO takes the number for a staging label',
        'write a staging label such as AWSPREVIOUS, or uuid/ and the VersionId',
      ),
    ]
  return version.length > 256
    ? [failure('version-form', 'a staging label has at most 256 characters', 'write a staging label such as AWSPREVIOUS')]
    : []
}

function parameterKeyMistakes({key}: Reference, {block}: Usage): ReferenceProblem[] {
  if (isArn(key)) return arnWithPrefix(block)
  const [, name, version] = /^([\w/.-]+):([\w.-]+)$/.exec(key) ?? []
  if (name !== undefined && version !== undefined)
    return [failure('key-version', 'the version stands in the key', `write key: ${name} and version: "${version}"`, {key: name, version})]
  const prefix = block?.['prefix']
  const whole = typeof prefix === 'string' ? prefix + key : key
  if (whole.includes('/') && !whole.startsWith('/'))
    return [failure('key-no-slash', 'the name of a parameter with a / in it must begin with one', `write key: /${key}`, {key: `/${key}`})]
  return whole.split('/').length > 16
    ? [failure('key-too-deep', 'the name of a parameter has at most 15 levels', 'write the name that the parameter has')]
    : []
}

function parameterVersionMistakes(version: string): ReferenceProblem[] {
  if (!/^latest$/i.test(version)) return []
  return [
    doubt('version-latest', 'a version "latest" exists only if somebody gave a version that label', 'leave version out for the newest', {
      version: null,
    }),
  ]
}
