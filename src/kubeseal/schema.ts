// The Go types that kubeseal reads its input into. Their names show in its messages, their order of fields in its JSON.

export type Schema = Scalar | Collection | Struct

export interface Scalar {
  kind: 'text' | 'bool' | 'integer' | 'time' | 'base64' | 'raw'
  goType: string
  /** A pointer keeps the difference between false, 0 and nothing. */
  isPointer?: true
  /** A text that nothing else is coerced to. */
  isExact?: true
}

export interface Collection {
  kind: 'map' | 'list'
  goType: string
  of: Schema
}

export interface Struct {
  kind: 'struct'
  goType: string
  /** The type's name without its package. */
  name: string
  fields: readonly Field[]
  /** A pointer keeps the difference between an empty object and nothing. */
  isPointer?: true
}

export interface Field {
  name: string
  schema: Schema | SecretMap | LenientMap
  /** Written even when it is empty. */
  isRequired?: true
  /** Comes from a struct inside the struct, whose name shows in messages. */
  embeddedIn?: string
}

/** Values that must not be shown: they leave the decoder as Secret, apart from everything else. */
export interface SecretMap {
  kind: 'secrets'
  goType: string
  of: 'base64' | 'text'
}

/** encryptedData: whatever is wrong with it is passed over, and a value that is no text counts as empty. */
export interface LenientMap {
  kind: 'lenient'
}

const text: Scalar = {kind: 'text', goType: 'string'}
const named = (goType: string): Scalar => ({kind: 'text', goType})
const flag: Scalar = {kind: 'bool', goType: 'bool', isPointer: true}
const integer: Scalar = {kind: 'integer', goType: 'int64'}
const time: Scalar = {kind: 'time', goType: 'v1.Time'}
const textMap: Collection = {kind: 'map', goType: 'map[string]string', of: text}
const listOf = (of: Schema): Collection => ({kind: 'list', goType: `[]${of.goType}`, of})
export const struct = (goType: string, fields: readonly Field[]): Struct => ({
  kind: 'struct',
  goType,
  name: goType.replace(/^.*\./, ''),
  fields,
})
const optional = (fields: Readonly<Record<string, Field['schema']>>): Field[] =>
  Object.entries(fields).map(([name, schema]) => ({name, schema}))
const required = (fields: Readonly<Record<string, Field['schema']>>): Field[] =>
  optional(fields).map(field => ({...field, isRequired: true}))

const typeMeta = optional({kind: {...text, isExact: true}, apiVersion: {...text, isExact: true}}).map(field => ({
  ...field,
  embeddedIn: 'TypeMeta',
}))

const ownerReference = struct('v1.OwnerReference', [
  ...required({apiVersion: text, kind: text, name: text, uid: named('types.UID')}),
  ...optional({controller: flag, blockOwnerDeletion: flag}),
])

const managedFields = struct(
  'v1.ManagedFieldsEntry',
  optional({
    manager: text,
    operation: named('v1.ManagedFieldsOperationType'),
    apiVersion: text,
    time: {...time, isPointer: true},
    fieldsType: text,
    fieldsV1: {kind: 'raw', goType: 'v1.FieldsV1', isPointer: true},
    subresource: text,
  }),
)

/** https://github.com/kubernetes/apimachinery/blob/v0.36.2/pkg/apis/meta/v1/types.go */
export const objectMeta = struct(
  'v1.ObjectMeta',
  optional({
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: named('types.UID'),
    resourceVersion: text,
    generation: integer,
    creationTimestamp: time,
    deletionTimestamp: {...time, isPointer: true},
    deletionGracePeriodSeconds: {...integer, isPointer: true},
    labels: textMap,
    annotations: textMap,
    ownerReferences: listOf(ownerReference),
    finalizers: listOf(text),
    managedFields: listOf(managedFields),
  }),
)

/** https://github.com/kubernetes/api/blob/v0.36.2/core/v1/types.go */
export const secretSchema = struct('v1.Secret', [
  ...typeMeta,
  {name: 'metadata', schema: objectMeta, isRequired: true},
  {name: 'immutable', schema: flag},
  {name: 'data', schema: {kind: 'secrets', goType: 'map[string][]uint8', of: 'base64'}},
  {name: 'stringData', schema: {kind: 'secrets', goType: 'map[string]string', of: 'text'}},
  {name: 'type', schema: named('v1.SecretType')},
])

const template = struct('v1alpha1.SecretTemplateSpec', [
  {name: 'metadata', schema: objectMeta, isRequired: true},
  ...optional({type: named('v1.SecretType'), immutable: flag, data: textMap}),
])

const condition = struct('v1alpha1.SealedSecretCondition', [
  ...required({type: named('v1alpha1.SealedSecretConditionType'), status: named('v1.ConditionStatus')}),
  ...required({lastUpdateTime: time, lastTransitionTime: time}),
  ...optional({reason: text, message: text}),
])

/** https://github.com/bitnami-labs/sealed-secrets/blob/v0.38.4/pkg/apis/sealedsecrets/v1alpha1/types.go */
export const sealedSecretSchema = struct('v1alpha1.SealedSecret', [
  ...typeMeta,
  {name: 'metadata', schema: objectMeta, isRequired: true},
  {
    name: 'spec',
    isRequired: true,
    schema: struct('v1alpha1.SealedSecretSpec', [
      {name: 'template', schema: template, isRequired: true},
      {name: 'data', schema: {kind: 'base64', goType: '[]uint8', isPointer: true}},
      {name: 'encryptedData', schema: {kind: 'lenient'}, isRequired: true},
    ]),
  },
  {
    name: 'status',
    schema: {
      ...struct('v1alpha1.SealedSecretStatus', optional({observedGeneration: integer, conditions: listOf(condition)})),
      isPointer: true,
    },
  },
])

/** `v1.List`: its items are read later, each by itself. */
export const listSchema = struct('v1.List', [
  ...typeMeta,
  ...optional({
    metadata: struct(
      'v1.ListMeta',
      optional({selfLink: text, resourceVersion: text, continue: text, remainingItemCount: {...integer, isPointer: true}}),
    ),
    items: listOf({kind: 'raw', goType: 'runtime.RawExtension'}),
  }),
])
