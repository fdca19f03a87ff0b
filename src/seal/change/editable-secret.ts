import {isUtf8} from 'node:buffer'
import type {Binding} from '../../crypto/label.js'
import {GsecError} from '../../errors.js'
import {type MapNode, nodeAt, textAt} from '../../manifest/node.js'
import {objectsOf, readManifests} from '../../manifest/read-manifests.js'
import {readSecret} from '../../manifest/read-secret.js'
import {scalarStyle} from '../../manifest/scalar-style.js'
import {writeScalar} from '../../manifest/write-scalar.js'
import type {Secret} from '../../secret.js'
import {visible} from '../../visible.js'
import {nameOf} from './change-report.js'

/**
 * Values as a Secret manifest that a person edits: text under stringData, everything else in base64 under data.
 * @param origin where the values come from, when that is not the file: `context "prod" (https://…)`
 */
export function editableSecret(binding: Binding, values: ReadonlyMap<string, Secret>, path: string, origin?: string): string {
  const text = [...values].filter(([, value]) => isEditable(value))
  const binary = [...values].filter(([, value]) => !isEditable(value))
  return [
    `# The values of ${visible(nameOf(binding))} in ${visible(path)}, in plaintext.`,
    ...(origin === undefined ? [] : [`# They are those of the live Secret in ${visible(origin)}.`]),
    '# When you save and close, what changed is sealed again; keys may come and go. Unchanged or emptied, nothing happens.',
    '# Text stands under stringData, other bytes in base64 under data.',
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${scalar(binding.name, 2)}`,
    ...(binding.namespace === '' ? [] : [`  namespace: ${scalar(binding.namespace, 2)}`]),
    ...section(
      'stringData',
      text.map(([key, value]) => [key, value.reveal().toString('utf8')]),
    ),
    ...(binary.length === 0
      ? []
      : section(
          'data',
          binary.map(([key, value]) => [key, value.reveal().toString('base64')]),
        )),
    '',
  ].join('\n')
}

function section(field: string, entries: readonly (readonly [string, string])[]): string[] {
  if (entries.length === 0) return [`${field}: {}`]
  return [`${field}:`, ...entries.map(([key, value]) => `  ${scalar(key, 2)}: ${scalar(value, 4)}`)]
}

/** Never folded: a line that breaks where the value does not would be a trap to edit. Without the final line break. */
function scalar(text: string, indent: number): string {
  // to go-yaml these break lines in a block, to editors and YAML 1.2 they do not: escapes mean the same to all
  const style = /[\u2028\u2029\ufeff]/.test(text) ? 'double' : scalarStyle(text)
  return writeScalar(text, style, {column: 0, indent, folds: false}).replace(style === 'literal' ? /\n$/ : /$^/, '')
}

/** False for bytes that are no text, and for control characters, which a terminal would act upon. */
function isEditable(value: Secret): boolean {
  const bytes = value.reveal()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  return isUtf8(bytes) && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(bytes.toString('utf8'))
}

/**
 * Reads the manifest back as strictly as a Secret that is to be sealed.
 * @throws GsecError MANIFEST_INVALID or SECRET_INVALID with the place; no message holds a value
 */
export function readEditedSecret(text: string, binding: Binding, path: string): Map<string, Secret> {
  const [object, second] = readManifests(Buffer.from(text), path).documents.flatMap(objectsOf)
  if (!object) throw new GsecError('MANIFEST_INVALID', 'there is no Secret any more', {where: path})
  const where = object.document.place(object.node.start)
  if (second || object.kind !== 'Secret') throw new GsecError('MANIFEST_INVALID', 'this is not the one Secret any more', {where})
  refuseOtherFields(object.node, binding, offset => object.document.place(offset))
  return new Map(readSecret(object).secret.items.map(({key, value}) => [key, value]))
}

const FIELDS = ['apiVersion', 'kind', 'metadata', 'stringData', 'data']

function refuseOtherFields(node: MapNode, {name, namespace}: Binding, place: (offset: number) => string): void {
  const metadata = nodeAt(node, 'metadata')
  const inMetadata = metadata?.kind === 'map' ? metadata.entries : []
  const other =
    node.entries.find(({key}) => !FIELDS.includes(key.text)) ?? inMetadata.find(({key}) => key.text !== 'name' && key.text !== 'namespace')
  if (other) {
    throw new GsecError('SECRET_INVALID', 'only the values can be changed here', {
      where: place(other.key.start),
      hint: 'type, labels and annotations stand in the clear in the file itself',
    })
  }
  if (textAt(metadata, 'name') !== name || (textAt(metadata, 'namespace') ?? '') !== namespace) {
    throw new GsecError('SECRET_INVALID', 'name and namespace cannot be changed here: every value would have to be sealed anew', {
      where: place(metadata?.start ?? node.start),
    })
  }
}
