import {list, type MapForm, map, mapOf, oneOf, pattern, type TextForm, text} from './form.js'

const SUBDOMAIN = pattern('^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')
const LABEL = pattern('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')
const DATA_KEY = pattern('^[-._a-zA-Z0-9]+$')

/** The name of an object. */
export const name: TextForm = {is: 'text', pattern: SUBDOMAIN, min: 1, max: 253}
export const namespace: TextForm = {is: 'text', pattern: LABEL, min: 1, max: 63}
/** A key below data of a Secret or ConfigMap. */
export const dataKey: TextForm = {is: 'text', pattern: DATA_KEY, min: 1, max: 253}
export const notEmpty: TextForm = {is: 'text', min: 1}

/** One value of a Secret. */
export const secretKey = map({name, key: dataKey, namespace})
export const serviceAccount = map({'name*': name, namespace, audiences: list(text)})
export const caProvider = map({'type*': oneOf('Secret', 'ConfigMap'), 'name*': name, key: dataKey, namespace})
export const labelSelector = map({
  matchLabels: mapOf(text),
  matchExpressions: list(map({'key*': text, 'operator*': text, values: list(text)})),
})
/** Labels and annotations of what ESO makes. */
export const metadata = map({labels: mapOf(text), annotations: mapOf(text)})
export const storeRef: MapForm = map({name, kind: oneOf('SecretStore', 'ClusterSecretStore')})

/** What several kinds report under status.conditions. */
export const plainConditions = (condition: Readonly<Record<string, MapForm | TextForm>> = {}) =>
  list(map({'type*': text, 'status*': text, message: text, ...condition}))
export const failedNamespaces = list(map({'namespace*': text, reason: text}))

const generatorKinds = [
  'ACRAccessToken',
  'BeyondtrustWorkloadCredentialsDynamicSecret',
  'CloudsmithAccessToken',
  'ECRAuthorizationToken',
  'Fake',
  'GCRAccessToken',
  'GithubAccessToken',
  'GitlabDeployToken',
  'Grafana',
  'MFA',
  'Password',
  'QuayAccessToken',
  'SSHKey',
  'STSSessionToken',
  'UUID',
  'VaultDynamicSecret',
  'Webhook',
]
/** What a ClusterGenerator may wrap. */
export const wrappedKind = oneOf(...generatorKinds)
export const generatorRef = map({'apiVersion=': text, 'kind*': oneOf('ClusterGenerator', ...generatorKinds), 'name*': name})

export const template = map({
  type: text,
  'engineVersion=': oneOf('v2'),
  'mergePolicy=': oneOf('Replace', 'Merge'),
  metadata: map({labels: mapOf(text), annotations: mapOf(text), finalizers: list(text)}),
  data: mapOf(text),
  templateFrom: list(
    map({
      configMap: templateSource(),
      secret: templateSource(),
      literal: text,
      'target=': text,
      valuesDecodingStrategy: oneOf('Auto', 'Base64', 'Base64URL', 'None'),
    }),
  ),
})

function templateSource(): MapForm {
  return map({'name*': name, 'items*': list(map({'key*': dataKey, 'templateAs=': oneOf('Values', 'KeysAndValues')}))})
}
