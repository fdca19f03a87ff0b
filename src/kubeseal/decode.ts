import {decodeBase64} from '../manifest/base64.js'
import type {PlainObject, PlainValue} from '../manifest/value.js'
import {Secret} from '../secret.js'
import type {InputNode} from './input-node.js'
import type {Collection, Field, Scalar, Schema, SecretMap, Struct} from './schema.js'

/** What a document means to a Go type. Fields without a value are absent; empty maps and lists are kept. */
export interface Decoded {
  object: PlainObject
  /** The values of `data` and `stringData`, by field. */
  secrets: ReadonlyMap<string, ReadonlyMap<string, Secret>>
  /** The first thing that did not fit, in the words of Go's encoding/json; the rest was decoded all the same. */
  fault: string | undefined
}

export interface DecodeRules {
  /** Numbers and booleans become text where text is wanted, as sigs.k8s.io/yaml has it. */
  coerces: boolean
  /** Names of fields in any case, as encoding/json has it. */
  ignoresCase: boolean
}

/** Decodes as Go's encoding/json does: what does not fit is left out, the first misfit reported, unknown fields passed over. */
export function decode(schema: Struct, node: InputNode, rules: DecodeRules): Decoded {
  const decoder = new Decoder(rules)
  const object = decoder.struct(schema, node, {}, [])
  return {object, secrets: decoder.secrets, fault: decoder.fault}
}

/** True when nothing was found, which kubeseal takes for an empty document. */
export function isEmpty({object}: Decoded): boolean {
  return Object.keys(object).length === 0
}

/** The way to a value: the type that holds the last field, and the names of all fields. */
type Path = readonly {struct: string; field: string}[]

class Decoder {
  readonly #rules: DecodeRules
  readonly secrets = new Map<string, Map<string, Secret>>()
  fault: string | undefined
  #isStopped = false

  constructor(rules: DecodeRules) {
    this.#rules = rules
  }

  struct(schema: Struct, node: InputNode, existing: PlainObject, path: Path): PlainObject {
    if (node.type === 'null') return existing
    if (node.type !== 'object') {
      this.#misfit(node.type, schema.goType, path)
      return existing
    }
    const found = new Map(Object.entries(existing))
    for (const [key, value] of node.entries) {
      if (this.#isStopped) break
      const field = this.#fieldOf(schema, key)
      if (!field) continue
      const name = field.embeddedIn ? `${field.embeddedIn}.${field.name}` : field.name
      const decoded = this.#field(field, value, found.get(field.name), [...path, {struct: schema.name, field: name}])
      if (decoded === undefined) found.delete(field.name)
      else found.set(field.name, decoded)
    }
    const ordered = schema.fields.flatMap(({name}) => {
      const value = found.get(name)
      return value === undefined ? [] : [[name, value] as const]
    })
    return Object.fromEntries(ordered)
  }

  #fieldOf({fields}: Struct, key: string): Field | undefined {
    const exact = fields.find(({name}) => name === key)
    if (exact || !this.#rules.ignoresCase) return exact
    return fields.find(({name}) => name.toLowerCase() === key.toLowerCase())
  }

  #field({name, schema}: Field, node: InputNode, existing: PlainValue | undefined, path: Path): PlainValue | undefined {
    if (schema.kind === 'secrets') return this.#secretMap(name, schema, node, path)
    if (schema.kind === 'lenient') return lenientMap(node)
    return this.#value(schema, node, existing, path)
  }

  /** Undefined stands for Go's zero value, which no field keeps. */
  #value(schema: Schema, node: InputNode, existing: PlainValue | undefined, path: Path): PlainValue | undefined {
    if (schema.kind === 'struct') {
      const object = this.struct(schema, node, isStruct(existing) ? existing : {}, path)
      const isNothing = Object.keys(object).length === 0 && !(schema.isPointer && node.type === 'object')
      return isNothing ? undefined : object
    }
    if (node.type === 'null') return undefined
    switch (schema.kind) {
      case 'map':
        return this.#map(schema, node, existing, path)
      case 'list':
        return this.#list(schema, node, existing, path)
      default:
        return this.#scalar(schema, node, existing, path)
    }
  }

  #map(schema: Collection, node: InputNode, existing: PlainValue | undefined, path: Path): PlainValue | undefined {
    if (node.type !== 'object') return this.#refuse(node.type, schema.goType, path, existing)
    const map = new Map(existing instanceof Map ? existing : [])
    for (const [key, value] of node.entries) map.set(key, this.#value(schema.of, value, undefined, path) ?? '')
    return map
  }

  #list(schema: Collection, node: InputNode, existing: PlainValue | undefined, path: Path): PlainValue | undefined {
    if (node.type !== 'array') return this.#refuse(node.type, schema.goType, path, existing)
    return node.items.map(item => this.#value(schema.of, item, undefined, path) ?? zeroOf(schema.of))
  }

  #scalar(schema: Scalar, node: InputNode, existing: PlainValue | undefined, path: Path): PlainValue | undefined {
    switch (schema.kind) {
      case 'raw':
        return rawValue(node)
      case 'text': {
        const text = this.#text(node, schema)
        return text === undefined ? this.#refuse(node.type, schema.goType, path, existing) : text || undefined
      }
      case 'bool':
        return node.type === 'bool' ? node.text === 'true' : this.#refuse(node.type, schema.goType, path, existing)
      case 'integer':
        return this.#integer(schema, node, path)
      case 'time':
        return this.#time(node, path)
      case 'base64':
        return this.#bytes(node, path)?.toString('base64') ?? existing
    }
  }

  #text(node: InputNode, {isExact}: Pick<Scalar, 'isExact'> = {}): string | undefined {
    if (node.type === 'string') return node.text
    if (!this.#rules.coerces || isExact) return undefined
    if (node.type === 'number') return node.coerced ?? node.text
    return node.type === 'bool' ? node.text : undefined
  }

  #integer({goType, isPointer}: Scalar, node: InputNode, path: Path): PlainValue | undefined {
    if (node.type !== 'number') return this.#refuse(node.type, goType, path)
    if (!/^-?[0-9]+$/.test(node.text)) return this.#refuse(`number ${node.text}`, goType, path)
    const value = BigInt(node.text)
    if (BigInt.asIntN(64, value) !== value) return this.#refuse(`number ${node.text}`, goType, path)
    return value === 0n && !isPointer ? undefined : Number.isSafeInteger(Number(value)) ? Number(value) : value
  }

  /** Unlike a misfit, a time that is none ends the decoding, and is what is reported. */
  #time(node: InputNode, path: Path): PlainValue | undefined {
    const time = node.type === 'string' ? universalTime(node.text) : undefined
    if (time === '0001-01-01T00:00:00Z') return undefined
    if (time !== undefined) return time
    this.#isStopped = true
    this.fault = undefined
    if (node.type !== 'string') return this.#misfit(node.type, 'string', path)
    // kubeseal quotes the text here; it may be anything that stands in the wrong place
    this.fault = `parsing time of ${path.map(({field}) => field).join('.')}: not of the form 2006-01-02T15:04:05Z07:00`
    return undefined
  }

  /** Base64 text, or, since a Go []byte is a list too, a list of numbers. */
  #bytes(node: InputNode, path: Path): Buffer | undefined {
    if (node.type === 'null') return Buffer.alloc(0)
    if (node.type === 'array') return Buffer.from(node.items.map(item => this.#byte(item, path)))
    if (node.type !== 'string') return this.#misfit(node.type, '[]uint8', path)
    const bytes = decodeBase64(node.text)
    if (!('faultAt' in bytes)) return bytes
    this.fault ??= `illegal base64 data at input byte ${bytes.faultAt}`
    return undefined
  }

  #byte(node: InputNode, path: Path): number {
    const isByte = node.type === 'number' && /^[0-9]{1,3}$/.test(node.text) && Number(node.text) < 256
    if (isByte) return Number(node.text)
    if (node.type !== 'null') this.#misfit(node.type === 'number' ? `number ${node.text}` : node.type, 'uint8', path)
    return 0
  }

  /** @returns true in place of the values, which go to `secrets` */
  #secretMap(field: string, {goType, of}: SecretMap, node: InputNode, path: Path): true | undefined {
    const existing = this.secrets.get(field)
    if (node.type === 'null') {
      this.secrets.delete(field)
      return undefined
    }
    if (node.type !== 'object') {
      this.#misfit(node.type, goType, path)
      return existing && true
    }
    const values = existing ?? new Map<string, Secret>()
    this.secrets.set(field, values)
    for (const [key, value] of node.entries)
      values.set(key, of === 'base64' ? this.#encodedSecret(value, path) : this.#plainSecret(value, path))
    return true
  }

  #encodedSecret(node: InputNode, path: Path): Secret {
    return Secret.of(this.#bytes(node, path) ?? '')
  }

  #plainSecret(node: InputNode, path: Path): Secret {
    const text = node.type === 'null' ? '' : this.#text(node)
    if (text === undefined) this.#misfit(node.type, 'string', path)
    return Secret.of(text ?? '')
  }

  #refuse(found: string, goType: string, path: Path, existing?: PlainValue): PlainValue | undefined {
    this.#misfit(found, goType, path)
    return existing
  }

  #misfit(found: string, goType: string, path: Path): undefined {
    const holder = path.at(-1)?.struct
    const where = holder === undefined ? 'value' : `struct field ${holder}.${path.map(({field}) => field).join('.')}`
    this.fault ??= `json: cannot unmarshal ${found} into Go ${where} of type ${goType}`
  }
}

function isStruct(value: PlainValue | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
}

function zeroOf(schema: Schema): PlainValue {
  if (schema.kind === 'struct') return {}
  return schema.kind === 'raw' ? null : ''
}

function lenientMap(node: InputNode): PlainValue {
  if (node.type !== 'object') return new Map()
  return new Map(node.entries.map(([key, value]) => [key, value.type === 'string' ? value.text : '']))
}

/** JSON that is handed through unread. */
function rawValue(node: InputNode): PlainValue {
  switch (node.type) {
    case 'null':
      return null
    case 'bool':
      return node.text === 'true'
    case 'number':
      return /^-?[0-9]+$/.test(node.text) && !Number.isSafeInteger(Number(node.text)) ? BigInt(node.text) : Number(node.text)
    case 'string':
      return node.text
    case 'array':
      return node.items.map(rawValue)
    case 'object':
      return new Map(node.entries.map(([key, value]) => [key, rawValue(value)]))
  }
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|([-+])(\d\d):(\d\d))$/

/** The same moment in UTC to the second, as metav1.Time is written; undefined for anything but RFC 3339. */
function universalTime(text: string): string | undefined {
  const [, year, month, day, hour, minute, second, sign, zoneHour = '0', zoneMinute = '0'] = RFC3339.exec(text) ?? []
  if (year === undefined) return undefined
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1)
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  date.setUTCHours(Number(hour), Number(minute) - offset, Number(second))
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}
