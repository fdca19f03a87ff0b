import type {SecretValue} from '../../../src/providers/client.js'
import type {ProviderBlock} from '../../../src/providers/store-kind.js'
import {Secret} from '../../../src/secret.js'
import {AWS_VARIABLES, awsError, awsVersionId, serveAws} from './fake-aws.js'
import {AZURE_VARIABLES, azureError, azureVersion, serveAzure} from './fake-azure.js'
import {googleError, serveGoogle, serviceAccountKey} from './fake-google.js'
import {kubeconfigForSecrets, serveSecretsApi} from './fake-secrets-api.js'
import {serveVault, VAULT_TOKEN} from './fake-vault.js'
import type {Answer, FakeSecrets, ProviderServer} from './provider-server.js'

/** A provider with a server of its own, and what differs between it and the others. */
export interface Bench {
  title: string
  provider: string
  serve(secrets: FakeSecrets): Promise<ProviderServer>
  block(server: ProviderServer): ProviderBlock
  env(server: ProviderServer, home: string): Record<string, string>
  /** Files in the home folder. */
  files(server: ProviderServer): Record<string, string>
  /** A name that can exist there. */
  name(word: string): string
  /** Names that cannot, or would lead elsewhere. */
  badNames: readonly string[]
  /** Stored, a text looks like this. */
  stored(text: string): string | Buffer
  /** Written, a text looks like this. */
  written(text: string): SecretValue
  /** The version at this place as `get` takes it; undefined where there is only one. */
  version(name: string, index: number): string | undefined
  absentVersion: string | undefined
  /** What it says to somebody without the right, with the marker in it. */
  denied(marker: string): Answer
  /** What it says to somebody whom it does not know. */
  unknown(marker: string): Answer
  busy: Answer
  credential: string
}

const text = (value: string): SecretValue => ({kind: 'text', value: Secret.of(value)})
const json = (value: string): SecretValue => ({kind: 'json', value: Secret.of(JSON.stringify({value}))})
const inJson = (value: string) => JSON.stringify({value})
const number = (_: string, index: number) => String(index + 1)

const aws = {
  provider: 'aws',
  serve: (secrets: FakeSecrets) => serveAws(secrets),
  env: (server: ProviderServer) => ({...AWS_VARIABLES, AWS_ENDPOINT_URL: server.url.origin}),
  files: () => ({}),
  stored: (value: string) => value,
  written: text,
  denied: (marker: string) => awsError('AccessDeniedException', 400, marker),
  unknown: (marker: string) => awsError('UnrecognizedClientException', 400, marker),
  busy: awsError('ThrottlingException'),
  credential: AWS_VARIABLES.AWS_SECRET_ACCESS_KEY,
}

const vault = {
  env: (server: ProviderServer) => ({VAULT_ADDR: server.url.origin, VAULT_TOKEN}),
  files: () => ({}),
  name: (word: string) => `app/${word}`,
  badNames: ['', '/app', 'app/', 'app/../../sys/seal-status', 'app/./db'],
  stored: inJson,
  written: json,
  denied: (marker: string) => ({status: 403, body: {errors: [`permission denied ${marker}`]}}),
  unknown: (marker: string) => ({status: 403, body: {errors: [`permission denied, invalid token ${marker}`]}}),
  busy: {status: 429, body: {errors: []}, headers: {'retry-after': '0'}},
  credential: VAULT_TOKEN,
}

export const benches: readonly Bench[] = [
  {
    ...aws,
    title: 'AWS Secrets Manager',
    block: () => ({service: 'SecretsManager', region: 'eu-west-1'}),
    name: word => `prod/${word}`,
    badNames: ['a b'],
    version: (name, index) => `uuid/${awsVersionId(name, index)}`,
    absentVersion: 'latest',
  },
  {
    ...aws,
    title: 'AWS Parameter Store',
    block: () => ({service: 'ParameterStore', region: 'eu-west-1'}),
    name: word => `/prod/${word}`,
    badNames: ['a b'],
    version: number,
    absentVersion: '99',
  },
  {
    title: 'Google Secret Manager',
    provider: 'gcpsm',
    serve: secrets => serveGoogle(secrets),
    block: () => ({projectID: 'gsec-tests'}),
    env: (server, home) => ({GSEC_GCP_ENDPOINT: server.url.origin, GOOGLE_APPLICATION_CREDENTIALS: `${home}/key.json`}),
    files: () => ({'key.json': serviceAccountKey}),
    name: word => `prod-${word}`,
    badNames: ['', 'a/b', 'a.b', '..', 'projects/p/secrets/s/versions/latest', 'x'.repeat(256)],
    stored: value => Buffer.from(value),
    written: text,
    version: number,
    absentVersion: '99',
    denied: marker => googleError(403, 'PERMISSION_DENIED', marker),
    unknown: marker => googleError(401, 'UNAUTHENTICATED', marker),
    busy: {...googleError(429, 'RESOURCE_EXHAUSTED'), headers: {'retry-after': '0'}},
    credential: 'PRIVATE KEY',
  },
  {
    ...vault,
    title: 'Vault, KV v2',
    provider: 'vault',
    serve: secrets => serveVault(secrets),
    block: server => ({server: server.url.origin, path: 'secret', version: 'v2'}),
    version: number,
    absentVersion: '99',
  },
  {
    ...vault,
    title: 'Vault, KV v1',
    provider: 'vault',
    serve: secrets => serveVault(secrets, {engine: 'v1'}),
    block: server => ({server: server.url.origin, path: 'team/kv', version: 'v1'}),
    version: () => undefined,
    absentVersion: undefined,
  },
  {
    ...vault,
    title: 'OpenBao',
    provider: 'openBao',
    serve: secrets => serveVault(secrets, {namespace: 'team-a'}),
    block: server => ({server: server.url.origin, namespace: 'team-a'}),
    env: server => ({BAO_ADDR: server.url.origin, BAO_TOKEN: VAULT_TOKEN}),
    version: number,
    absentVersion: '99',
  },
  {
    title: 'Azure Key Vault',
    provider: 'azurekv',
    serve: secrets => serveAzure(secrets),
    block: server => ({vaultUrl: server.url.origin}),
    env: server => ({...AZURE_VARIABLES, AZURE_AUTHORITY_HOST: server.url.origin, AZURE_KEYVAULT_URL: server.url.origin}),
    files: () => ({}),
    name: word => `prod-${word}`,
    badNames: ['', 'a_b', 'secrets/x', '..', 'secret/../keys', 'x'.repeat(128)],
    stored: value => value,
    written: text,
    version: azureVersion,
    absentVersion: '0123456789abcdef0123456789abcdef',
    denied: marker => azureError(403, 'Forbidden', 'ForbiddenByRbac', marker),
    unknown: marker => azureError(401, 'Unauthorized', undefined, marker),
    busy: {...azureError(429, 'Throttled'), headers: {'retry-after': '0'}},
    credential: AZURE_VARIABLES.AZURE_CLIENT_SECRET,
  },
  {
    title: 'Kubernetes',
    provider: 'kubernetes',
    serve: serveSecretsApi,
    block: () => ({remoteNamespace: 'shop'}),
    env: () => ({}),
    files: server => ({'.kube/config': kubeconfigForSecrets(server)}),
    name: word => `prod-${word}`,
    badNames: ['', 'a/b', '..', 'A', 'a_b'],
    stored: inJson,
    written: value => ({kind: 'fields', fields: new Map([['value', Secret.of(value)]])}),
    version: () => undefined,
    absentVersion: undefined,
    denied: marker => ({status: 403, body: {kind: 'Status', apiVersion: 'v1', reason: 'Forbidden', message: marker}}),
    unknown: marker => ({status: 401, body: {kind: 'Status', apiVersion: 'v1', reason: 'Unauthorized', message: marker}}),
    busy: {status: 429, body: {}, headers: {'retry-after': '0'}},
    credential: 'cluster-credential-of-the-test',
  },
]
