import {configShape} from './config-shape.js'
import type {Key, MapShape, RecordShape, Shape} from './shape.js'

type Schema = Readonly<Record<string, unknown>>

/**
 * The shape of .gsec.yaml as a JSON Schema (draft 2020-12), for editors and other tools. It says what checkShape says, but not
 * what checkReferences does: names that lead nowhere are found by gsec alone.
 */
export function configSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '.gsec.yaml',
    description: 'How gsec treats the secrets of this repository. docs/configuration.md explains every key.',
    ...schemaOf(configShape),
  }
}

/** The text of the schema file. */
export function configSchemaText(): string {
  return `${JSON.stringify(configSchema(), undefined, 2)}\n`
}

function schemaOf(shape: Shape): Schema {
  switch (shape.type) {
    case 'text':
      return {type: 'string', pattern: shape.form.pattern, examples: shape.form.examples}
    case 'choice':
      return {type: 'string', enum: shape.options}
    case 'constant':
      return {type: 'integer', const: shape.value}
    case 'switch':
      return {type: 'boolean'}
    case 'list':
      return {type: 'array', items: schemaOf(shape.items), ...(shape.isNeverEmpty && {minItems: 1})}
    case 'map':
      return mapSchema(shape)
    case 'record':
      return recordSchema(shape)
  }
}

function mapSchema({names, values}: MapShape): Schema {
  return {type: 'object', propertyNames: {pattern: names.pattern}, additionalProperties: schemaOf(values)}
}

function recordSchema({keys, needsOneOf}: RecordShape): Schema {
  const required = Object.keys(keys).filter(name => keys[name]?.presence === 'required')
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, keySchema(key)])),
    ...(required.length > 0 && {required}),
    ...(needsOneOf.length > 0 && {anyOf: needsOneOf.map(name => ({required: [name]}))}),
  }
}

function keySchema(key: Key): Schema {
  const {shape, fallback} = key
  return {description: describe(key), ...schemaOf(shape), ...(fallback !== undefined && {default: fallback})}
}

/** The description with what wins over the file, the strongest first. */
function describe({description, flag, variables}: Key): string {
  const stronger = [...(flag === undefined ? [] : [flag]), ...variables]
  return stronger.length > 0 ? `${description} Overridden by ${stronger.join(', ')}.` : description
}
