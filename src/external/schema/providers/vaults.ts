// Stores at HashiCorp Vault, OpenBao, and in another Kubernetes cluster.
import {caProvider, namespace, notEmpty, secretKey, serviceAccount} from '../common.js'
import {atMostOneOf, base64, boolean, exactlyOneOf, int64, list, map, mapOf, one, oneOf, text} from '../form.js'
import {awsKeys, googleKey, googleWorkloadIdentity} from './cloud.js'

const userPass = map({'path*=': text, 'username*': text, secretRef: secretKey})
const version = oneOf('v1', 'v2')

const vaultAuth = map({
  namespace: text,
  tokenSecretRef: secretKey,
  appRole: map({'path*=': text, roleId: text, roleRef: secretKey, 'secretRef*': secretKey}),
  kubernetes: map({'mountPath*=': text, 'role*': text, serviceAccountRef: serviceAccount, secretRef: secretKey}),
  ldap: map({'path*=': text, 'username*': text, secretRef: secretKey}),
  jwt: map({
    'path*=': text,
    role: text,
    secretRef: secretKey,
    kubernetesServiceAccountToken: map({
      'serviceAccountRef*': serviceAccount,
      audiences: list(text),
      expirationSeconds: int64,
    }),
  }),
  cert: map({'path=': text, vaultRole: text, clientCert: secretKey, secretRef: secretKey}),
  iam: map({
    'vaultRole*': text,
    path: text,
    region: text,
    role: text,
    externalID: text,
    vaultAwsIamServerID: text,
    secretRef: awsKeys,
    jwt: map({serviceAccountRef: serviceAccount}),
  }),
  userPass,
  gcp: map({
    'role*': text,
    'path=': text,
    location: text,
    projectID: text,
    secretRef: googleKey,
    serviceAccountRef: serviceAccount,
    workloadIdentity: googleWorkloadIdentity,
  }),
})

/** Also what a VaultDynamicSecret logs in with. */
export const vault = map({
  'server*': text,
  path: text,
  'version=': version,
  namespace: text,
  auth: vaultAuth,
  caBundle: base64,
  caProvider,
  tls: map({certSecretRef: secretKey, keySecretRef: secretKey}),
  headers: mapOf(text),
  checkAndSet: map({required: boolean}),
  readYourWrites: boolean,
  forwardInconsistent: boolean,
})

export const openBao = map(
  {
    'server*': text,
    path: text,
    'version=': version,
    namespace: text,
    auth: map(
      {
        namespace: text,
        tokenSecretRef: secretKey,
        appRole: map(
          {'path*=': text, roleId: notEmpty, roleRef: secretKey, 'secretRef*': secretKey},
          {constraints: [exactlyOneOf('roleId', 'roleRef')]},
        ),
        userPass,
      },
      {constraints: [exactlyOneOf('appRole', 'tokenSecretRef', 'userPass')]},
    ),
    caBundle: base64,
    caProvider,
  },
  {constraints: [atMostOneOf('caBundle', 'caProvider')]},
)

export const kubernetes = map({
  server: map({'url=': text, caBundle: base64, caProvider}),
  auth: map(
    {
      cert: map({'clientCert*': secretKey, 'clientKey*': secretKey}),
      token: map({'bearerToken*': secretKey}),
      serviceAccount,
    },
    one,
  ),
  authRef: secretKey,
  'remoteNamespace=': namespace,
})
