// Stores at password managers, secret services, webhooks, and the fake one for tests.
import {caProvider, secretKey, serviceAccount} from '../common.js'
import {atMostOneOf, base64, boolean, duration, exactlyOneOf, int64, integer, list, map, mapOf, one, oneOf, text} from '../form.js'

export const akeyless = map({
  'akeylessGWApiURL*': text,
  'authSecretRef*': map({
    secretRef: map({accessID: secretKey, accessType: secretKey, accessTypeParam: secretKey}),
    kubernetesAuth: map({'accessID*': text, 'k8sConfName*': text, serviceAccountRef: serviceAccount, secretRef: secretKey}),
    serviceAccountRef: serviceAccount,
  }),
  caBundle: base64,
  caProvider,
  ignoreCache: boolean,
})

export const bitwardensecretsmanager = map({
  'organizationID*': text,
  'projectID*': text,
  'auth*': map({'secretRef*': map({'credentials*': secretKey})}),
  bitwardenServerSDKURL: text,
  apiURL: text,
  identityURL: text,
  // a text of PEM, unlike the other providers' base64
  caBundle: text,
  caProvider,
})

export const doppler = map({
  'auth*': map(
    {
      secretRef: map({'dopplerToken*': secretKey}),
      oidcConfig: map({'identity*': text, 'serviceAccountRef*': serviceAccount, 'expirationSeconds=': int64}),
    },
    {constraints: [exactlyOneOf('secretRef', 'oidcConfig')]},
  ),
  project: text,
  config: text,
  format: oneOf('json', 'dotnet-json', 'env', 'yaml', 'docker'),
  nameTransformer: oneOf('upper-camel', 'camel', 'lower-snake', 'tf-var', 'dotnet-env', 'lower-kebab'),
})

export const fake = map({
  'data*': list(map({'key*': text, 'value*': text, version: text})),
  validationResult: integer,
})

export const gitlab = map({
  // spelled with a capital, unlike every other secretRef
  'auth*': map({'SecretRef*': map({accessToken: secretKey})}),
  url: text,
  projectID: text,
  groupIDs: list(text),
  inheritFromGroups: boolean,
  environment: text,
  caBundle: base64,
  caProvider,
})

const identity = {'identityId*': secretKey}

export const infisical = map({
  'auth*': map({
    universalAuthCredentials: map({'clientId*': secretKey, 'clientSecret*': secretKey}),
    azureAuthCredentials: map({...identity, resource: secretKey}),
    gcpIdTokenAuthCredentials: map(identity),
    gcpIamAuthCredentials: map({...identity, 'serviceAccountKeyFilePath*': secretKey}),
    jwtAuthCredentials: map({...identity, 'jwt*': secretKey}),
    ldapAuthCredentials: map({...identity, 'ldapUsername*': secretKey, 'ldapPassword*': secretKey}),
    ociAuthCredentials: map({
      ...identity,
      'userId*': secretKey,
      'tenancyId*': secretKey,
      'region*': secretKey,
      'fingerprint*': secretKey,
      'privateKey*': secretKey,
      privateKeyPassphrase: secretKey,
    }),
    kubernetesAuthCredentials: map({...identity, serviceAccountTokenPath: secretKey}),
    awsAuthCredentials: map(identity),
    tokenAuthCredentials: map({'accessToken*': secretKey}),
  }),
  'secretsScope*': map({
    'projectSlug*': text,
    'environmentSlug*': text,
    organizationSlug: text,
    'secretsPath=': text,
    'recursive=': boolean,
    'expandSecretReferences=': boolean,
  }),
  'hostAPI=': text,
  caBundle: base64,
  caProvider,
})

export const onepassword = map({
  'connectHost*': text,
  'vaults*': mapOf(integer),
  'auth*': map({'secretRef*': map({'connectTokenSecretRef*': secretKey})}),
})

export const onepasswordSDK = map(
  {
    'auth*': map({'serviceAccountSecretRef*': secretKey}),
    vault: text,
    environment: text,
    cache: map({'ttl=': duration, 'maxSize=': {...integer, min: 1}}),
    integrationInfo: map({'name=': text, 'version=': text}),
  },
  {constraints: [atMostOneOf('vault', 'environment')]},
)

const ntlm = map({ntlm: map({'usernameSecret*': secretKey, 'passwordSecret*': secretKey})}, one)

/** What a webhook store and a webhook generator have in common; they differ in `result` and `secrets`. */
export const webhookCommon = {
  'url*': text,
  method: text,
  headers: mapOf(text),
  body: text,
  timeout: duration,
  auth: ntlm,
  caBundle: base64,
  caProvider,
}
export const webhook = map({
  ...webhookCommon,
  result: map({jsonPath: text}),
  secrets: list(map({'name*': text, 'secretRef*': secretKey})),
})
