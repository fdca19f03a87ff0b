import type {KeyObject} from 'node:crypto'
import {scopeOf} from '../crypto/label.js'
import type {SecretManifest} from '../manifest/secret-manifest.js'
import type {PlainObject} from '../manifest/value.js'
import {decodeObject, type WantedKind} from './decode-object.js'
import {encode} from './encode.js'
import {Failure} from './failure.js'
import {printObject} from './output.js'
import {annotationsOf, planSecret, type SealRules} from './plan-secret.js'
import {asObject, textOf, textsOf} from './read-secrets.js'
import {sealedSecretSchema} from './schema.js'
import {sealItems} from './seal-stream.js'
import {splitYaml, type YamlPart} from './yaml-text.js'

export const sealedSecretKind: WantedKind = {apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', schema: sealedSecretSchema}

/** A SealedSecret that is merged into, with its place in the file. */
interface Target {
  part: YamlPart
  object: PlainObject
}

interface Merging {
  rules: Omit<SealRules, 'name' | 'namespace' | 'targetScope'>
  publicKey: KeyObject
  format: string
  /** Told when a scope is given that the target does not have. */
  warn: (message: string) => void
}

/**
 * The text of a SealedSecret file with the items, labels and annotations of Secrets added or replaced, sealed under the
 * name, namespace and scope of the file. Nothing is ever removed; type, immutable and the rest stay the file's.
 *
 * Where kubeseal stops or loses something: maps that are missing are made; the scope is the file's, whatever flags and
 * Secret say, since another would leave none of it decryptable; other documents of the file stay as they are, and each
 * Secret goes to the document of its name, or else to the first.
 * @param readSecrets asked when the file is known to be what it should be
 * @throws Failure
 */
export function mergeInto(file: Buffer, readSecrets: () => readonly SecretManifest[], merging: Merging): string {
  const text = file.toString('utf8')
  const parts = /^\s*\{/.test(text) ? [] : splitYaml(text)
  if (parts.length <= 1) {
    const object = decodeObject(file, sealedSecretKind)
    return print(
      readSecrets().reduce((merged, secret) => mergeOne(merged, secret, merging), object),
      merging.format,
    )
  }
  const originals = parts.map(part => tryDecode(text, part))
  const targets = new Map<number, Target>()
  for (const secret of readSecrets()) {
    const index = Math.max(
      originals.findIndex(object => isNamedAs(object, secret)),
      0,
    )
    const part = parts[index]
    if (!part) continue
    const object = targets.get(index)?.object ?? originals[index] ?? decodePart(text, part)
    targets.set(index, {part, object: mergeOne(object, secret, merging)})
  }
  return splice(text, [...targets.values()], merging.format)
}

/** A Secret that names no namespace goes by its name alone. */
function isNamedAs(object: PlainObject | undefined, secret: SecretManifest): boolean {
  const {name, namespace} = asObject(object?.['metadata'])
  return name !== undefined && name === secret.name && (secret.namespace === undefined || secret.namespace === namespace)
}

function tryDecode(text: string, part: YamlPart): PlainObject | undefined {
  try {
    return decodePart(text, part)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function decodePart(text: string, {start, end}: YamlPart): PlainObject {
  return decodeObject(Buffer.from(text.slice(start, end)), sealedSecretKind)
}

/** Everything outside the targets stays byte for byte. */
function splice(text: string, targets: readonly Target[], format: string): string {
  let result = ''
  let at = 0
  for (const {part, object} of [...targets].sort((a, b) => a.part.start - b.part.start)) {
    const printed = print(object, format)
    const separator = printed.startsWith('---') || part.start === 0 ? '' : '---\n'
    result += text.slice(at, part.start) + separator + printed
    at = part.end
  }
  return result + text.slice(at)
}

function print(object: PlainObject, format: string): string {
  const {apiVersion, kind} = sealedSecretKind
  return printObject(encode(sealedSecretSchema, {...object, kind, apiVersion}), format)
}

function mergeOne(target: PlainObject, secret: SecretManifest, {rules, publicKey, warn}: Merging): PlainObject {
  const metadata = asObject(target['metadata'])
  const targetScope = scopeOf(textsOf(metadata['annotations']))
  const wantedScope = scopeOf(annotationsOf(secret, rules.scope))
  if (wantedScope !== targetScope && wantedScope !== 'strict') {
    warn(`the file has scope ${targetScope}: scope ${wantedScope} does not apply`)
  }
  const name = textOf(metadata['name'])
  if (name === undefined) throw new Failure('missing metadata.name in the SealedSecret to merge into')
  const plan = planSecret(secret, {
    ...rules,
    targetScope,
    name,
    namespace: textOf(metadata['namespace']) ?? '',
  })
  const spec = asObject(target['spec'])
  const template = asObject(spec['template'])
  const templateMetadata = asObject(template['metadata'])
  return {
    ...target,
    spec: {
      ...spec,
      template: {
        ...template,
        metadata: {
          ...templateMetadata,
          labels: overlaid(templateMetadata, 'labels', Object.entries(secret.labels)),
          annotations: overlaid(templateMetadata, 'annotations', Object.entries(plan.templateAnnotations)),
        },
      },
      encryptedData: overlaid(spec, 'encryptedData', sealItems(plan, publicKey)),
    },
  }
}

function overlaid(holder: PlainObject, field: string, update: Iterable<readonly [string, string]>): Map<string, string> {
  return new Map([...Object.entries(textsOf(holder[field])), ...update])
}
