import type {KeyObject} from 'node:crypto'
import {open} from '../crypto/envelope.js'
import {type Label, labelFor, scopeOf} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {decodeBase64} from '../manifest/base64.js'
import type {PlainObject, PlainValue} from '../manifest/value.js'
import {Secret} from '../secret.js'
import {decodeObject} from './decode-object.js'
import {encode} from './encode.js'
import {Failure} from './failure.js'
import {sealedSecretKind} from './merge-into.js'
import {asObject, textOf, textsOf} from './read-secrets.js'
import {secretSchema} from './schema.js'

/** Evaluates a Go template over the values of a Secret. */
export type Render = (template: string, data: Readonly<Record<string, Secret>>) => Secret

const SKIP_OWNER = 'sealedsecrets.bitnami.com/skip-set-owner-references'

/**
 * The Secret that the first SealedSecret of a text becomes, as the controller would make it.
 * https://github.com/bitnami-labs/sealed-secrets/blob/v0.38.4/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go (Unseal)
 * @throws Failure naming the items that could not be opened or rendered
 */
export function unseal(input: Buffer, keys: readonly KeyObject[], render: Render): PlainObject {
  const sealed = decodeObject(input, sealedSecretKind)
  const spec = asObject(sealed['spec'])
  if (spec['data'] !== undefined) throw new Failure("using deprecated 'data' field, use 'encryptedData' or flip the feature flag")
  const metadata = asObject(sealed['metadata'])
  const template = asObject(spec['template'])
  const values = openItems(textsOf(spec['encryptedData']), labelOf(metadata), keys, textsOf(template['data']), render)
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: secretMetadata(sealed, metadata, asObject(template['metadata'])),
    ...(template['immutable'] !== undefined && {immutable: template['immutable']}),
    ...(values.size > 0 && {data: new Map([...values].map(([key, value]) => [key, encoded(value)]))}),
    ...(template['type'] !== undefined && {type: template['type']}),
  }
}

function labelOf(metadata: PlainObject): Label {
  const scope = scopeOf(textsOf(metadata['annotations']))
  return labelFor({scope, namespace: textOf(metadata['namespace']) ?? '', name: textOf(metadata['name']) ?? ''})
}

/** Go writes a []byte without bytes as null. */
function encoded(value: Secret): PlainValue {
  return value.length === 0 ? null : value.reveal().toString('base64')
}

function secretMetadata(sealed: PlainObject, metadata: PlainObject, template: PlainObject): PlainObject {
  const {name, namespace, uid} = metadata
  const owner = {
    apiVersion: sealed['apiVersion'] ?? '',
    kind: sealed['kind'] ?? '',
    name: name ?? '',
    uid: uid ?? '',
    controller: true,
  }
  const isOwned = textsOf(template['annotations'])[SKIP_OWNER] !== 'true'
  const {name: _name, namespace: _namespace, ...rest} = template
  const merged: PlainObject = {
    ...rest,
    ...(name !== undefined && {name}),
    ...(namespace !== undefined && {namespace}),
    ...(isOwned && {ownerReferences: [owner]}),
  }
  return asObject(encode(secretSchema, {metadata: merged})['metadata'])
}

/** Opens all items, then renders the templates over them; a template does not replace an item of the same key. */
function openItems(
  encryptedData: Readonly<Record<string, string>>,
  label: Label,
  keys: readonly KeyObject[],
  templates: Readonly<Record<string, string>>,
  render: Render,
): Map<string, Secret> {
  const values = new Map<string, Secret>()
  const faults = new FaultList()
  const opener = new Opener(keys, label)
  for (const [key, text] of Object.entries(encryptedData)) {
    const envelope = decodeBase64(text)
    if ('faultAt' in envelope) {
      faults.add(`illegal base64 data at input byte ${envelope.faultAt}`, key)
      continue
    }
    const value = opener.open(envelope)
    if (value) values.set(key, value)
    else faults.add('no key could decrypt secret', key)
  }
  // a template also sees the other templates, unrendered
  const data = {
    ...Object.fromEntries(Object.entries(templates).map(([key, text]) => [key, Secret.of(text)])),
    ...Object.fromEntries(values),
  }
  for (const [key, text] of Object.entries(templates)) {
    const rendered = tryRender(render, text, data)
    if (typeof rendered === 'string') faults.add(rendered, key)
    else if (!(key in encryptedData)) values.set(key, rendered)
  }
  faults.throwIfAny()
  return values
}

function tryRender(render: Render, template: string, data: Readonly<Record<string, Secret>>): Secret | string {
  try {
    return render(template, data)
  } catch (error) {
    if (error instanceof GsecError) return error.message
    throw error
  }
}

/** Tries the keys on one value after the other, the one that opened the last value first. */
class Opener {
  #keys: readonly KeyObject[]
  readonly #label: Label

  constructor(keys: readonly KeyObject[], label: Label) {
    this.#keys = keys
    this.#label = label
  }

  open(envelope: Buffer): Secret | undefined {
    for (const key of this.#keys) {
      const value = open(envelope, this.#label, key)
      if (typeof value === 'string') continue
      this.#keys = [key, ...this.#keys.filter(other => other !== key)]
      return value
    }
    return undefined
  }
}

/** One line for each thing that went wrong, with the keys of all items that it happened to. */
class FaultList {
  readonly #keysByFault = new Map<string, string[]>()

  add(fault: string, key: string): void {
    const keys = this.#keysByFault.get(fault)
    if (keys) keys.push(key)
    else this.#keysByFault.set(fault, [key])
  }

  throwIfAny(): void {
    if (this.#keysByFault.size === 0) return
    throw new Failure([...this.#keysByFault].map(([fault, keys]) => `${fault} (${keys.join(', ')})`).join('\n'))
  }
}
