import {createHash} from 'node:crypto'
import {
  type Answer,
  expectThat,
  type FakeSecret,
  type FakeSecrets,
  type ProviderServer,
  type Seen,
  serveProvider,
} from './provider-server.js'

// Answers as AWS does. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html

export const AWS_VARIABLES = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'aws-credential-of-the-test',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
}

type Input = Record<string, unknown>

/** Secrets Manager and Parameter Store of one region. Pages have two secrets. */
export async function serveAws(secrets: FakeSecrets, region = 'eu-west-1'): Promise<ProviderServer> {
  return await serveProvider(seen => {
    const [, service = '', operation = ''] = /^(secretsmanager|AmazonSSM)\.(\w+)$/.exec(String(seen.headers['x-amz-target'])) ?? []
    checkProtocol(seen, service === 'AmazonSSM' ? 'ssm' : service, region)
    const input = JSON.parse(seen.body) as Input
    return (service === 'AmazonSSM' ? parameters : manager)(operation, input, secrets)
  })
}

function checkProtocol({method, path, headers}: Seen, service: string, region: string): void {
  expectThat(method === 'POST' && path === '/', 'operations are posted to /')
  expectThat(headers['content-type'] === 'application/x-amz-json-1.1', 'content type')
  const scope = new RegExp(
    `^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/${region}/${service}/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$`,
  )
  expectThat(scope.test(headers.authorization ?? ''), 'signature scope')
  expectThat(/^\d{8}T\d{6}Z$/.test(String(headers['x-amz-date'])), 'date')
}

const ok = (body: object): Answer => ({status: 200, body, headers: {'content-type': 'application/x-amz-json-1.1'}})
export const awsError = (type: string, status = 400, message = 'no'): Answer => ({status, body: {__type: type, Message: message, message}})
const notFound = awsError('ResourceNotFoundException')

/** Version ids look like UUIDs. */
export const awsVersionId = (name: string, index: number) =>
  createHash('sha256')
    .update(`${name}/${index}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

const tagsOf = ({tags}: FakeSecret) => Object.entries(tags).map(([Key, Value]) => ({Key, Value}))
const stagesOf = ({versions}: FakeSecret, index: number) =>
  index === versions.length - 1 ? ['AWSCURRENT'] : index === versions.length - 2 ? ['AWSPREVIOUS'] : []

function manager(operation: string, input: Input, secrets: FakeSecrets): Answer {
  if (operation === 'ListSecrets') return listSecrets(input, secrets)
  const name = String(input['SecretId'] ?? input['Name'])
  expectThat(/^[\w/+=.@-]{1,512}$/.test(name) || name.startsWith('arn:'), 'name of a secret')
  const secret = secrets.get(name)
  if (operation === 'CreateSecret')
    return secret ? awsError('ResourceExistsException') : write(name, input, secrets, {versions: [], tags: {}})
  if (!secret) return notFound
  if (operation === 'DescribeSecret') return ok({Name: name, Tags: tagsOf(secret), ...(secret.isDeleted && {DeletedDate: 1_700_000_000})})
  if (secret.isDeleted)
    return awsError('InvalidRequestException', 400, "You can't perform this operation on the secret because it was marked for deletion.")
  if (operation === 'PutSecretValue') return write(name, input, secrets, secret)
  const versions = secret.versions.map((_, index) => ({
    VersionId: awsVersionId(name, index),
    VersionStages: stagesOf(secret, index),
    CreatedDate: 1_700_000_000 + index,
  }))
  if (operation === 'ListSecretVersionIds') return ok({Name: name, Versions: versions})
  expectThat(operation === 'GetSecretValue', `operation ${operation}`)
  const index = versions.findIndex(
    ({VersionId, VersionStages}) => VersionId === input['VersionId'] || VersionStages.includes(String(input['VersionStage'])),
  )
  const value = secret.versions[index]?.value
  if (value === undefined) return notFound
  const content = typeof value === 'string' ? {SecretString: value} : {SecretBinary: value.toString('base64')}
  return ok({Name: name, VersionId: awsVersionId(name, index), ...content})
}

function write(name: string, input: Input, secrets: FakeSecrets, secret: FakeSecret): Answer {
  const {SecretString: text, SecretBinary: binary} = input
  expectThat((text === undefined) !== (binary === undefined), 'one of SecretString and SecretBinary')
  expectThat(/^[\w-]{32,64}$/.test(String(input['ClientRequestToken'])), 'request token')
  secret.versions.push({value: text === undefined ? Buffer.from(String(binary), 'base64') : String(text)})
  for (const {Key, Value} of (input['Tags'] ?? []) as {Key: string; Value: string}[]) secret.tags[Key] = Value
  secrets.set(name, secret)
  return ok({Name: name, VersionId: awsVersionId(name, secret.versions.length - 1)})
}

function listSecrets(input: Input, secrets: FakeSecrets): Answer {
  expectThat(Number(input['MaxResults']) <= 100, 'MaxResults')
  const filters = (input['Filters'] ?? []) as {Key: string; Values: string[]}[]
  const names = [...secrets.keys()].filter(name =>
    filters.every(({Key, Values: [value = '']}) => Key !== 'name' || name.toLowerCase().startsWith(value.toLowerCase())),
  )
  return paged(
    names,
    input,
    name => {
      const secret = secrets.get(name) as FakeSecret
      return {Name: name, Tags: tagsOf(secret), LastChangedDate: 1_700_000_000, ...(secret.isDeleted && {DeletedDate: 1_700_000_000})}
    },
    'SecretList',
  )
}

function paged(names: string[], {NextToken = '0'}: Input, item: (name: string) => object, field: string): Answer {
  const start = Number(NextToken)
  const page = names.slice(start, start + 2).map(item)
  return ok({[field]: page, ...(start + 2 < names.length && {NextToken: String(start + 2)})})
}

function parameters(operation: string, input: Input, secrets: FakeSecrets): Answer {
  if (operation === 'DescribeParameters' || operation === 'GetParametersByPath') return listParameters(operation, input, secrets)
  const [name = '', selector] = String(input['Name'] ?? input['ResourceId']).split(':')
  expectThat(/^[\w/.-]{1,1011}$/.test(name), 'name of a parameter')
  const secret = secrets.get(name)
  if (operation === 'PutParameter') {
    if (secret && input['Overwrite'] !== true) return awsError('ParameterAlreadyExists')
    expectThat(input['Type'] === 'SecureString', 'type of a parameter')
    const written = secret ?? {versions: [], tags: {}}
    written.versions.push({value: String(input['Value'])})
    for (const {Key, Value} of (input['Tags'] ?? []) as {Key: string; Value: string}[]) written.tags[Key] = Value
    secrets.set(name, written)
    return ok({Version: written.versions.length})
  }
  if (!secret) return awsError(operation === 'ListTagsForResource' ? 'InvalidResourceId' : 'ParameterNotFound')
  if (operation === 'ListTagsForResource') return ok({TagList: tagsOf(secret)})
  if (operation === 'GetParameterHistory') {
    expectThat(input['WithDecryption'] !== true, 'a history with values')
    return ok({Parameters: secret.versions.map((_, index) => ({Name: name, Version: index + 1, Value: 'encrypted'}))})
  }
  expectThat(operation === 'GetParameter', `operation ${operation}`)
  const version = selector === undefined ? secret.versions.length : Number(selector)
  const value = secret.versions[version - 1]?.value
  if (value === undefined) return awsError(Number.isNaN(version) ? 'ParameterNotFound' : 'ParameterVersionNotFound')
  return ok({Parameter: {Name: name, Version: version, Value: value, Type: 'SecureString'}})
}

function listParameters(operation: string, input: Input, secrets: FakeSecrets): Answer {
  expectThat(Number(input['MaxResults']) <= (operation === 'DescribeParameters' ? 50 : 10), 'MaxResults')
  const filters = (input['ParameterFilters'] ?? []) as {Key: string; Option: string; Values: string[]}[]
  const path = String(input['Path'] ?? '').replace(/\/$/, '')
  const names = [...secrets].filter(([name, {tags}]) => {
    if (operation === 'GetParametersByPath') return name.startsWith(`${path}/`)
    return filters.every(({Key, Values: [value = '']}) =>
      Key === 'Name' ? name.startsWith(value) : tags[Key.replace('tag:', '')] === value,
    )
  })
  return paged(
    names.map(([name]) => name),
    input,
    name => ({Name: name, LastModifiedDate: 1_700_000_000}),
    'Parameters',
  )
}
