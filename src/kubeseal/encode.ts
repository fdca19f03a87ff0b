import type {PlainObject, PlainValue} from '../manifest/value.js'
import type {Field, Struct} from './schema.js'

/**
 * A decoded object as kubeseal writes it again: the fields of its Go type in their order, empty ones left out unless
 * the type says otherwise.
 */
export function encode(schema: Struct, object: PlainObject): PlainObject {
  const written = schema.fields.flatMap(field => {
    const value = encodeField(field, object[field.name])
    return value === undefined ? [] : [[field.name, value] as const]
  })
  return Object.fromEntries(written)
}

function encodeField({schema, isRequired}: Field, value: PlainValue | undefined): PlainValue | undefined {
  if (schema.kind === 'struct') {
    if (isObject(value)) return encode(schema, value)
    return isRequired ? encode(schema, {}) : undefined
  }
  if (value !== undefined && schema.kind === 'raw') return value
  if (value === undefined || isEmptyCollection(value)) {
    if (!isRequired) return undefined
    return value ?? (schema.kind === 'text' ? '' : null)
  }
  if (schema.kind === 'list' && Array.isArray(value) && schema.of.kind === 'struct') {
    const {of} = schema
    return value.map(item => (isObject(item) ? encode(of, item) : item))
  }
  // a []byte is left out when it has no bytes, a text when it has no characters
  return value === '' && !isRequired ? undefined : value
}

function isEmptyCollection(value: PlainValue): boolean {
  return (value instanceof Map && value.size === 0) || (Array.isArray(value) && value.length === 0)
}

function isObject(value: PlainValue | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
}
