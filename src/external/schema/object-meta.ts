import {anything, list, map, mapOf, text} from './form.js'

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ — the fields that people write; the rest is the API server's. */
export const objectMeta = map({
  name: text,
  generateName: text,
  namespace: text,
  labels: mapOf(text),
  annotations: mapOf(text),
  finalizers: list(text),
  ownerReferences: list(map({apiVersion: text, kind: text, name: text, uid: text, controller: anything, blockOwnerDeletion: anything})),
  creationTimestamp: anything,
  deletionTimestamp: anything,
  deletionGracePeriodSeconds: anything,
  generation: anything,
  managedFields: anything,
  resourceVersion: text,
  selfLink: text,
  uid: text,
})
