import {EditRefused} from '../../manifest/edit/edit-refused.js'
import type {ManifestNode, MapEntry} from '../../manifest/node.js'
import {type DefaultPath, decodedText, type Placeholder, splitText, type TextPart} from './placeholders.js'

/** One key of a Secret whose values argocd-vault-plugin fills in. */
export interface SecretValue {
  entry: MapEntry
  key: string
  /** As plain text: what is fetched, and what stands around it. */
  parts: readonly TextPart[]
  /** The provider holds base64 of the value. */
  isEncoded: boolean
}

/** @throws EditRefused where ESO cannot do the same */
export function readValue(entry: MapEntry, isData: boolean, defaultPath: DefaultPath | undefined): SecretValue {
  const {key, value} = entry
  if (value.kind !== 'scalar' || value.value === null) throw new EditRefused('the value is not text', value)
  const decoded = isData ? decodedText(value.text, defaultPath) : undefined
  if (decoded !== undefined) return {entry, key: key.text, parts: splitText(decoded, defaultPath), isEncoded: false}
  const parts = splitText(value.text, defaultPath)
  const [only, ...more] = parts
  const isWhole = more.length === 0
  if (isWhole && typeof only === 'string') return {entry, key: key.text, parts: [isData ? plainText(only, value) : only], isEncoded: false}
  if (!isData) return {entry, key: key.text, parts, isEncoded: false}
  if (!isWhole || typeof only !== 'object')
    throw new EditRefused('a placeholder amid base64 has no counterpart in ESO: move it to stringData', value)
  return {entry, key: key.text, ...dataPlaceholder(only, value)}
}

/** In `data` the plugin puts what it fetches where base64 must stand. */
function dataPlaceholder(placeholder: Placeholder, at: ManifestNode): Pick<SecretValue, 'parts' | 'isEncoded'> {
  const {modifiers} = placeholder
  if (modifiers.at(-1) === 'base64encode') return {parts: [{...placeholder, modifiers: modifiers.slice(0, -1)}], isEncoded: false}
  if (modifiers.includes('base64decode')) throw new EditRefused('base64decode in data has no counterpart in ESO', at)
  return {parts: [placeholder], isEncoded: true}
}

/** The text that base64 in `data` stands for. */
function plainText(base64: string, at: ManifestNode): string {
  const bytes = Buffer.from(base64, 'base64')
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw new EditRefused('a plain value beside the placeholders is no text', at)
  return text
}
