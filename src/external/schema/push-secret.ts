// https://external-secrets.io/latest/api/pushsecret/ and https://external-secrets.io/latest/api/clusterpushsecret/
import {failedNamespaces, generatorRef, labelSelector, metadata, name, plainConditions, template} from './common.js'
import {anything, dateTime, duration, exactlyOneOf, list, map, mapOf, one, oneOf, someOf, text} from './form.js'

const storeRef = map({name, labelSelector, 'kind=': oneOf('SecretStore', 'ClusterSecretStore')})
const conversion = oneOf('None', 'ReverseUnicode')

const data = map({
  'match*': map({secretKey: text, 'remoteRef*': map({'remoteKey*': text, property: text})}),
  metadata: anything,
  'conversionStrategy=': conversion,
})

const dataTo = map(
  {
    storeRef,
    match: map({regexp: text}),
    rewrite: list(
      map(
        {regexp: map({'source*': text, 'target*': text}), transform: map({'template*': text})},
        {constraints: [exactlyOneOf('regexp', 'transform')]},
      ),
    ),
    remoteKey: text,
    metadata: anything,
    'conversionStrategy=': conversion,
  },
  {
    constraints: [someOf(['storeRef.name'], ['storeRef.labelSelector']), {rule: 'excludes', field: 'remoteKey', list: 'rewrite'}],
  },
)

const spec = map({
  'secretStoreRefs*': list(storeRef),
  'selector*': map({secret: map({name, selector: labelSelector}), generatorRef}, one),
  data: list(data),
  dataTo: list(dataTo),
  template,
  'updatePolicy=': oneOf('Replace', 'IfNotExists'),
  'deletionPolicy=': oneOf('None', 'Delete'),
  'refreshInterval=': duration,
})

const conditions = plainConditions({reason: text, lastTransitionTime: dateTime})

export const pushSecret = map({
  spec,
  status: map({conditions, refreshTime: dateTime, syncedPushSecrets: mapOf(mapOf(data)), syncedResourceVersion: text}),
})

export const clusterPushSecret = map({
  spec: map({
    'pushSecretSpec*': spec,
    pushSecretName: name,
    pushSecretMetadata: metadata,
    namespaceSelectors: list(labelSelector),
    refreshTime: duration,
  }),
  status: map({conditions, failedNamespaces, provisionedNamespaces: list(text), pushSecretName: text}),
})
