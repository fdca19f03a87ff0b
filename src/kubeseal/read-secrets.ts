import type {SecretItem, SecretManifest} from '../manifest/secret-manifest.js'
import type {PlainObject, PlainValue} from '../manifest/value.js'
import {type Decoded, isEmpty} from './decode.js'
import {readDocuments} from './document-stream.js'
import {encode} from './encode.js'
import {Failure} from './failure.js'
import {objectMeta, secretSchema} from './schema.js'

/**
 * Every Secret in a stream of JSON or YAML, as laxly as kubeseal takes them: whatever has a field of a Secret is one,
 * apiVersion and kind are not looked at, text that is no manifest counts as nothing.
 * @param onSkipped called for a document that could not be read at all, and that kubeseal passes over
 * @throws Failure where a document holds something of a Secret, and something that does not fit
 */
export function readSecrets(bytes: Buffer, onSkipped: () => void = () => {}): SecretManifest[] {
  const secrets: SecretManifest[] = []
  for (const {decoded, fault} of readDocuments(bytes, secretSchema)) {
    if (!decoded || isEmpty(decoded)) {
      if (fault !== undefined) onSkipped()
      continue
    }
    if (fault !== undefined) throw new Failure(fault)
    secrets.push(secretOf(decoded))
  }
  return secrets
}

function secretOf({object, secrets}: Decoded): SecretManifest {
  const metadata = encode(objectMeta, asObject(object['metadata']))
  const {generateName, finalizers, managedFields} = metadata
  return {
    place: '',
    name: textOf(metadata['name']),
    namespace: textOf(metadata['namespace']),
    labels: textsOf(metadata['labels']),
    annotations: textsOf(metadata['annotations']),
    otherMetadata: present({generateName, finalizers, managedFields}),
    type: textOf(object['type']),
    immutable: typeof object['immutable'] === 'boolean' ? object['immutable'] : undefined,
    items: itemsOf(secrets),
  }
}

/** data first, then stringData over it. */
function itemsOf(secrets: Decoded['secrets']): SecretItem[] {
  const merged = new Map([...(secrets.get('data') ?? []), ...(secrets.get('stringData') ?? [])])
  return [...merged].map(([key, value]) => ({key, value, place: ''}))
}

/** An object's own fields; nothing for anything else. */
export function asObject(value: PlainValue | undefined): PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map) ? (value as PlainObject) : {}
}

export function textOf(value: PlainValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A map of texts as a record. */
export function textsOf(value: PlainValue | undefined): Record<string, string> {
  return value instanceof Map ? Object.fromEntries(value as Map<string, string>) : {}
}

function present(fields: Readonly<Record<string, PlainValue | undefined>>): PlainObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, PlainValue] => entry[1] !== undefined))
}
