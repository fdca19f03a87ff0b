// https://external-secrets.io/latest/api/generator/
import {caProvider, dataKey, name, notEmpty, plainConditions, secretKey, serviceAccount, wrappedKind} from './common.js'
import {
  anything,
  base64,
  boolean,
  dateTime,
  exactlyOneOf,
  int32,
  int64,
  integer,
  list,
  type MapForm,
  map,
  mapOf,
  one,
  oneOf,
  text,
} from './form.js'
import {awsAuth, azureEnvironment, googleFederation, googleKey} from './providers/cloud.js'
import {webhookCommon} from './providers/services.js'
import {vault} from './providers/vaults.js'
import {retrySettings} from './store.js'

/** A value of a Secret in the generator's own namespace. */
const localSecretKey = map({name, key: dataKey})

const aws = {'region*': text, auth: awsAuth, role: text}

/** spec of each generator, by its kind. */
const specs = {
  ACRAccessToken: map({
    'auth*': map({
      managedIdentity: map({identityId: text}),
      servicePrincipal: map({'secretRef*': map({clientId: secretKey, clientSecret: secretKey})}),
      workloadIdentity: map({serviceAccountRef: serviceAccount}),
    }),
    'registry*': text,
    scope: text,
    tenantId: text,
    'environmentType=': azureEnvironment,
  }),
  BeyondtrustWorkloadCredentialsDynamicSecret: map({
    controller: text,
    'provider*': map({
      'auth*': map({'apikey*': map({'token*': secretKey})}),
      'server*': map({'apiUrl*': text, 'siteId*': text}),
      folderPath: text,
      caBundle: base64,
      caProvider,
    }),
    retrySettings,
  }),
  CloudsmithAccessToken: map({'orgSlug*': text, 'serviceSlug*': text, 'serviceAccountRef*': serviceAccount, apiUrl: text}),
  ECRAuthorizationToken: map({...aws, scope: text}),
  Fake: map({controller: text, data: mapOf(text)}),
  GCRAccessToken: map({
    'projectID*': text,
    'auth*': map({
      secretRef: googleKey,
      workloadIdentity: map({
        'serviceAccountRef*': serviceAccount,
        'clusterLocation*': text,
        'clusterName*': text,
        clusterProjectID: text,
      }),
      workloadIdentityFederation: googleFederation,
    }),
  }),
  GithubAccessToken: map({
    'appID*': text,
    'installID*': text,
    'auth*': map({'privateKey*': map({'secretRef*': secretKey})}),
    url: text,
    repositories: list(text),
    permissions: mapOf(text),
  }),
  GitlabDeployToken: map(
    {
      'name*': notEmpty,
      'scopes*': list(
        oneOf(
          'read_repository',
          'read_registry',
          'write_registry',
          'read_package_registry',
          'write_package_registry',
          'read_virtual_registry',
          'write_virtual_registry',
        ),
        {min: 1},
      ),
      'auth*': map({'token*': map({'secretRef*': secretKey})}),
      projectID: notEmpty,
      groupID: notEmpty,
      url: text,
      username: text,
      expiresAt: dateTime,
    },
    {constraints: [exactlyOneOf('projectID', 'groupID')]},
  ),
  Grafana: map({
    'url*': text,
    'auth*': map({token: localSecretKey, basic: map({'username*': text, 'password*': localSecretKey})}),
    'serviceAccount*': map({'name*': text, 'role*': text, secondsToLive: {...int64, min: 1}}),
  }),
  MFA: map({'secret*': secretKey, length: integer, timePeriod: integer, algorithm: text, when: dateTime}),
  Password: map({
    'length*=': integer,
    digits: integer,
    symbols: integer,
    symbolCharacters: text,
    'noUpper*=': boolean,
    'allowRepeat*=': boolean,
    'encoding=': oneOf('base64', 'base64url', 'base32', 'hex', 'raw'),
    secretKeys: list(text, {min: 1}),
  }),
  QuayAccessToken: map({'robotAccount*': text, 'serviceAccountRef*': serviceAccount, url: text}),
  SSHKey: map({'keyType=': oneOf('rsa', 'ecdsa', 'ed25519'), keySize: {...integer, min: 256, max: 8192}, comment: text}),
  STSSessionToken: map({...aws, requestParameters: map({serialNumber: text, sessionDuration: int32, tokenCode: text})}),
  UUID: map({}),
  VaultDynamicSecret: map({
    'path*': text,
    'provider*': vault,
    method: text,
    parameters: anything,
    getParameters: mapOf(list(text)),
    'resultType=': oneOf('Data', 'Auth', 'Raw'),
    'allowEmptyResponse=': boolean,
    controller: text,
    retrySettings,
  }),
  Webhook: map({
    ...webhookCommon,
    'result*': map({jsonPath: text}),
    secrets: list(map({'name*': text, 'secretRef*': localSecretKey})),
  }),
}

/** The field of a ClusterGenerator for a kind: Password stands in passwordSpec, ECRAuthorizationToken in ecrAuthorizationTokenSpec. */
function wrapperField(kind: string): string {
  const capitals = /^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/.exec(kind)?.[0] ?? ''
  return `${capitals.toLowerCase()}${kind.slice(capitals.length)}Spec`
}

const clusterGenerator = map({
  spec: map({
    'kind*': wrappedKind,
    'generator*': map(Object.fromEntries(Object.entries(specs).map(([kind, spec]) => [wrapperField(kind), spec])), one),
  }),
})

/** Written by ESO alone. */
const generatorState = map({
  spec: map({'resource*': anything, 'state*': anything, garbageCollectionDeadline: dateTime}),
  status: map({conditions: plainConditions({reason: text, lastTransitionTime: dateTime})}),
})

/** The whole object but for its head (apiVersion, kind, metadata), by kind. */
export const generators: Readonly<Record<string, MapForm>> = {
  ...Object.fromEntries(Object.entries(specs).map(([kind, spec]) => [kind, map({spec})])),
  ClusterGenerator: clusterGenerator,
  GeneratorState: generatorState,
}
