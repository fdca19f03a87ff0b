// https://external-secrets.io/latest/api/externalsecret/ and https://external-secrets.io/latest/api/clusterexternalsecret/
import {
  dataKey,
  failedNamespaces,
  generatorRef,
  labelSelector,
  metadata,
  name,
  namespace,
  notEmpty,
  plainConditions,
  storeRef,
  template,
} from './common.js'
import {boolean, dateTime, duration, list, map, mapOf, one, oneOf, pattern, type TextForm, text} from './form.js'

/** Five fields of cron, or a word for them. */
const schedule: TextForm = {
  is: 'text',
  min: 1,
  pattern: pattern('^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s]+.*|[^\\s]+( [^\\s]+){4})$'),
}

const strategies = {
  conversionStrategy: oneOf('Default', 'Unicode'),
  decodingStrategy: oneOf('Auto', 'Base64', 'Base64URL', 'None'),
  nullBytePolicy: oneOf('Ignore', 'Fail'),
}
const remoteRef = map({'key*': text, property: text, version: text, metadataPolicy: oneOf('None', 'Fetch'), ...strategies})
const sourceRef = map({storeRef, generatorRef}, one)

const find = map({name: map({regexp: text}), tags: mapOf(text), path: text, ...strategies})
const rewrite = map(
  {
    regexp: map({'source*': text, 'target*': text}),
    transform: map({'template*': text}),
    merge: map({
      'into=': text,
      priority: list(text),
      'priorityPolicy=': oneOf('Strict', 'IgnoreNotFound'),
      'conflictPolicy=': oneOf('Error', 'Ignore'),
      'strategy=': oneOf('Extract', 'JSON'),
    }),
  },
  one,
)

const target = map({
  name,
  'creationPolicy=': oneOf('Owner', 'Orphan', 'Merge', 'None', 'CreateOrMerge'),
  'deletionPolicy=': oneOf('Delete', 'Merge', 'Retain'),
  immutable: boolean,
  manifest: map({'apiVersion*': notEmpty, 'kind*': notEmpty}),
  template,
})

const spec = map({
  secretStoreRef: storeRef,
  refreshPolicy: oneOf('CreatedOnce', 'Periodic', 'OnChange'),
  'refreshInterval=': duration,
  syncWindows: map({
    'kind*': oneOf('allow', 'deny'),
    'windows*': list(map({'schedule*': schedule, 'duration*': duration}), {min: 1}),
  }),
  'target=': target,
  data: list(map({'secretKey*': dataKey, 'remoteRef*': remoteRef, sourceRef})),
  dataFrom: list(map({extract: remoteRef, find, sourceRef, rewrite: list(rewrite)})),
})

export const externalSecret = map({
  spec,
  status: map({
    binding: map({'name=': text}),
    conditions: list(map({'type*': oneOf('Ready', 'Deleted'), 'status*': text, reason: text, message: text, lastTransitionTime: dateTime})),
    refreshTime: dateTime,
    syncedResourceVersion: text,
  }),
})

export const clusterExternalSecret = map({
  spec: map({
    'externalSecretSpec*': spec,
    externalSecretName: name,
    externalSecretMetadata: metadata,
    namespaceSelectors: list(labelSelector),
    namespaceSelector: labelSelector,
    namespaces: list(namespace),
    refreshTime: duration,
  }),
  status: map({conditions: plainConditions(), externalSecretName: text, failedNamespaces, provisionedNamespaces: list(text)}),
})
