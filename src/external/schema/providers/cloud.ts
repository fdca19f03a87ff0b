// Stores at the large clouds: AWS, Google, Azure, Oracle and IBM.
import {dataKey, name, namespace, secretKey, serviceAccount} from '../common.js'
import {boolean, int64, list, map, mapOf, noneOf, one, oneOf, pattern, type TextForm, text} from '../form.js'

const region: TextForm = {is: 'text', pattern: pattern('^[a-z0-9-]+$'), min: 1, max: 50}
const googleServiceAccount: TextForm = {is: 'text', pattern: pattern('^.*@.*\\.iam\\.gserviceaccount\\.com$'), min: 1}

export const azureEnvironment = oneOf('PublicCloud', 'USGovernmentCloud', 'ChinaCloud', 'GermanCloud', 'AzureStackCloud')

export const awsKeys = map({
  accessKeyIDSecretRef: secretKey,
  secretAccessKeySecretRef: secretKey,
  sessionTokenSecretRef: secretKey,
})
export const awsAuth = map({secretRef: awsKeys, jwt: map({serviceAccountRef: serviceAccount})})

export const googleKey = map({secretAccessKeySecretRef: secretKey})
export const googleWorkloadIdentity = map({
  'serviceAccountRef*': serviceAccount,
  clusterLocation: text,
  clusterName: text,
  clusterProjectID: text,
})
export const googleFederation = map({
  credConfig: map({'name*': name, 'key*': dataKey, namespace}),
  serviceAccountRef: serviceAccount,
  awsSecurityCredentials: map({'region*': region, 'awsCredentialsSecretRef*': map({'name*': name, namespace})}),
  audience: text,
  externalTokenEndpoint: text,
  gcpServiceAccountEmail: googleServiceAccount,
})

export const aws = map({
  'service*': oneOf('SecretsManager', 'ParameterStore', 'CertificateManager'),
  'region*': text,
  auth: awsAuth,
  role: text,
  additionalRoles: list(text),
  externalID: text,
  prefix: text,
  sessionTags: list(map({'key*': text, 'value*': text})),
  'sessionTagsPolicy=': oneOf('None', 'Simple', 'Custom'),
  customSessionTags: {...mapOf(text), constraints: [noneOf('esoNamespace', 'esoStoreName', 'esoStoreKind')]},
  transitiveTagKeys: list(text),
  secretsManager: map({forceDeleteWithoutRecovery: boolean, recoveryWindowInDays: int64}),
})

export const gcpsm = map({
  projectID: text,
  location: text,
  'secretVersionSelectionPolicy=': text,
  auth: map({secretRef: googleKey, workloadIdentity: googleWorkloadIdentity, workloadIdentityFederation: googleFederation}),
})

export const azurekv = map({
  'vaultUrl*': text,
  'authType=': oneOf('ServicePrincipal', 'ManagedIdentity', 'WorkloadIdentity'),
  authSecretRef: map({clientId: secretKey, clientSecret: secretKey, clientCertificate: secretKey, tenantId: secretKey}),
  tenantId: text,
  identityId: text,
  serviceAccountRef: serviceAccount,
  'environmentType=': azureEnvironment,
  'useAzureSDK=': boolean,
  customCloudConfig: map({
    'activeDirectoryEndpoint*': text,
    keyVaultDNSSuffix: text,
    keyVaultEndpoint: text,
    resourceManagerEndpoint: text,
  }),
})

export const oracle = map({
  'vault*': text,
  'region*': text,
  auth: map({'user*': text, 'tenancy*': text, 'secretRef*': map({'privatekey*': secretKey, 'fingerprint*': secretKey})}),
  principalType: oneOf('', 'UserPrincipal', 'InstancePrincipal', 'Workload'),
  serviceAccountRef: serviceAccount,
  compartment: text,
  encryptionKey: text,
})

export const ibm = map({
  serviceUrl: text,
  'auth*': map(
    {
      secretRef: map({secretApiKeySecretRef: secretKey, iamEndpoint: text}),
      containerAuth: map({'profile*': text, tokenLocation: text, iamEndpoint: text}),
    },
    one,
  ),
})
