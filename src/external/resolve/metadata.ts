import {bytesOf} from '../../manifest/template/bytes.js'
import type {Bytes} from '../../manifest/template/value.js'
import type {Description} from '../../providers/client.js'
import {membersOf, memberText} from './json/go-json.js'
import {marshalRecord, marshalTexts} from './json/marshal.js'
import {propertyIn} from './property.js'

const HTML = {escapesHtml: true}
const PLAIN = {escapesHtml: false}

/** Google: labels, annotations, one of them by `labels.NAME`, or both as JSON. */
export function googleMetadata({labels, annotations}: Description, property: string): Bytes | undefined {
  if (property === '') return `{"annotations":${recordOrNull(annotations)},"labels":${recordOrNull(labels)}}`
  for (const [name, record] of [
    ['annotations', annotations],
    ['labels', labels],
  ] as const) {
    if (property === name) return recordOrNull(record)
    // a name of its own may hold dots
    if (property.startsWith(`${name}.`) && property.length > name.length + 1) return own(record, property.slice(name.length + 1))
  }
  return undefined
}

/** Go writes a map that is not there as null. */
const recordOrNull = (record: Readonly<Record<string, string>>, escaping = HTML) =>
  Object.keys(record).length === 0 ? 'null' : marshalRecord(record, escaping)

/** Kubernetes: the same with a path into the value of a label behind the second dot. */
export function kubernetesMetadata({labels, annotations}: Description, property: string): Bytes | undefined {
  if (property === '') return `{"annotations":${recordOrNull(annotations, PLAIN)},"labels":${recordOrNull(labels, PLAIN)}}`
  const [kind, name, ...path] = property.split('.')
  const record = kind === 'labels' ? labels : kind === 'annotations' ? annotations : undefined
  if (!record) return undefined
  if (name === undefined) return recordOrNull(record, PLAIN)
  const value = own(record, name)
  // ESO joins the rest of the path without its dots
  return value === undefined || path.length === 0 ? value : propertyIn(value, path.join(''), 'gjson')
}

const SYSTEM = ['created_time', 'current_version', 'delete_version_after']

/** Vault: custom_metadata and three fields of the engine, as the JSON of a map of texts. */
export function vaultMetadata({labels, metadata}: Description): Bytes {
  const members = metadata === undefined ? undefined : membersOf(metadata.reveal().toString('latin1'))
  const system = SYSTEM.flatMap(name => {
    const raw = members?.get(name)
    return raw === undefined || raw === 'null' ? [] : [[name, memberText(raw)] as const]
  })
  const custom = Object.entries(labels).map(([name, value]) => [bytesOf(name), bytesOf(value)] as const)
  return marshalTexts(new Map([...system, ...custom]), HTML)
}

function own(record: Readonly<Record<string, string>>, name: string): Bytes | undefined {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return value === undefined ? undefined : bytesOf(value)
}
