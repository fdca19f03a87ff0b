import type {PlainMap, PlainValue} from '../../manifest/value.js'
import type {Constraint, Field, Form, IntegerForm, MapForm, TextFormat, TextPattern} from './form.js'
import type {Kind} from './kinds.js'
import {readConstraint} from './read-constraint.js'

/** Compiles a pattern in Go's syntax. @throws on one that Go refuses */
export type CompilePattern = (source: string) => TextPattern

/**
 * The kinds that a CustomResourceDefinition (apiextensions.k8s.io/v1) serves; none when it serves nothing or is of another form.
 * @param definition the manifest, as plainValueOf reads it
 */
export function readDefinition(definition: PlainValue, compile: CompilePattern): Kind[] {
  const spec = mapAt(definition, 'spec')
  const group = spec?.get('group')
  const kind = mapAt(spec, 'names')?.get('kind')
  const versions = spec?.get('versions')
  if (typeof group !== 'string' || typeof kind !== 'string' || !Array.isArray(versions)) return []
  return versions.flatMap(version => {
    const name = asMap(version)?.get('name')
    const schema = mapAt(mapAt(version, 'schema'), 'openAPIV3Schema')
    if (typeof name !== 'string' || asMap(version)?.get('served') !== true || !schema) return []
    const form = formOf(schema, compile)
    if (form.is !== 'map') return []
    const {apiVersion, kind: _kind, metadata, ...fields} = form.fields
    return [{group, version: name, kind, isNamespaced: spec?.get('scope') !== 'Cluster', form: {...form, fields}}]
  })
}

/** The form that an OpenAPI schema of a definition describes. What gsec does not know of is not checked. */
export function formOf(schema: PlainMap, compile: CompilePattern): Form {
  if (schema.get('x-kubernetes-int-or-string') === true) return {is: 'integer or text'}
  switch (schema.get('type')) {
    case 'string':
      return {
        is: 'text',
        oneOf: texts(schema.get('enum')),
        pattern: patternOf(schema.get('pattern'), compile),
        min: numberOf(schema.get('minLength')),
        max: numberOf(schema.get('maxLength')),
        format: FORMATS[String(schema.get('format'))],
      }
    case 'integer':
      return integerOf(schema)
    case 'boolean':
      return {is: 'boolean'}
    case 'array': {
      const items = asMap(schema.get('items'))
      const of: Form = items ? formOf(items, compile) : {is: 'anything'}
      return {is: 'list', of, min: numberOf(schema.get('minItems')), max: numberOf(schema.get('maxItems'))}
    }
    case 'object':
      return mapForm(schema, compile)
    default:
      return {is: 'anything'}
  }
}

const FORMATS: Readonly<Record<string, TextFormat>> = {byte: 'base64', 'date-time': 'date-time'}

function integerOf(schema: PlainMap): IntegerForm {
  const format = schema.get('format')
  return {
    is: 'integer',
    bits: format === 'int32' ? 32 : format === 'int64' ? 64 : undefined,
    min: numberOf(schema.get('minimum')),
    max: numberOf(schema.get('maximum')),
  }
}

function mapForm(schema: PlainMap, compile: CompilePattern): MapForm {
  const required = texts(schema.get('required')) ?? []
  const fields = [...(asMap(schema.get('properties')) ?? new Map())].flatMap(
    ([name, property]: [string, PlainValue]): [string, Field][] => {
      const described = asMap(property)
      if (!described) return []
      return [[name, {form: formOf(described, compile), isRequired: required.includes(name), hasDefault: described.has('default')}]]
    },
  )
  const values = asMap(schema.get('additionalProperties'))
  const isFree = schema.get('x-kubernetes-preserve-unknown-fields') === true || schema.get('additionalProperties') === true
  const {constraints, unreadRules} = rulesOf(schema.get('x-kubernetes-validations'))
  return {
    is: 'map',
    fields: Object.fromEntries(fields),
    values: values && formOf(values, compile),
    others: isFree ? 'free' : undefined,
    min: numberOf(schema.get('minProperties')),
    max: numberOf(schema.get('maxProperties')),
    constraints,
    unreadRules,
  }
}

function rulesOf(validations: PlainValue | undefined): Pick<MapForm, 'constraints' | 'unreadRules'> {
  const rules = Array.isArray(validations) ? validations.map(validation => asMap(validation)?.get('rule')) : []
  // a rule over the old object is for changes alone
  const lasting = rules.filter(rule => typeof rule === 'string' && !rule.includes('oldSelf')) as string[]
  const constraints = lasting.map(readConstraint).filter((read): read is Constraint => read !== undefined)
  const unread = lasting.length - constraints.length
  return {...(constraints.length > 0 && {constraints}), ...(unread > 0 && {unreadRules: unread})}
}

function patternOf(source: PlainValue | undefined, compile: CompilePattern): TextPattern | undefined {
  if (typeof source !== 'string') return undefined
  try {
    return compile(source)
  } catch {
    // a definition with such a pattern could not have been installed; there is nothing to hold a text against
    return undefined
  }
}

const asMap = (value: PlainValue | undefined): PlainMap | undefined => (value instanceof Map ? (value as PlainMap) : undefined)
const mapAt = (value: PlainValue | undefined, name: string) => asMap(asMap(value)?.get(name))
const numberOf = (value: PlainValue | undefined) => (typeof value === 'number' ? value : undefined)
const texts = (value: PlainValue | undefined) =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined
