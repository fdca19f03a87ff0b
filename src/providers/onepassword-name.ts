import type {Reference} from './reference.js'
import {referenceError} from './reference-error.js'
import type {NativeForm} from './store-kind.js'

// https://developer.1password.com/docs/cli/secret-reference-syntax/: op://VAULT/ITEM/[SECTION/]FIELD[?attribute=…]
const NAME = /^op:\/\/([^/]+)\/([^/]+\/(?:[^/]+\/)?[^/]+)$/su
const HINT = 'write op://VAULT/ITEM/FIELD or op://VAULT/ITEM/SECTION/FIELD'

/** op:// as the SDK provider wants it: everything behind the vault is the key. The text is taken as it stands. */
export const secretReference: NativeForm = {
  read(text) {
    if (!text.startsWith('op://')) return undefined
    const [, vault, key] = NAME.exec(text) ?? []
    if (vault === undefined || key === undefined) throw referenceError('an op:// reference has a vault, an item and a field', HINT)
    return {scope: {vault}, key}
  },
  write({scope, key, version, property}: Reference) {
    const {vault} = scope
    const text = `op://${vault}/${key}`
    return vault === undefined || version !== undefined || property !== undefined || !NAME.test(text) ? undefined : text
  },
}

/** op:// for a Connect server, which knows items and labels but no sections. */
export const connectReference: NativeForm = {
  onlyWhenPreferred: true,
  read(text) {
    const parts = secretReference.read(text)
    if (!parts) return undefined
    const [item = '', field, more] = parts.key.split('/')
    if (more !== undefined)
      throw referenceError(
        'a Connect server finds a field by its label alone, without a section',
        'write op://VAULT/ITEM/FIELD with a label that the item has once',
      )
    if (field?.includes('?')) throw referenceError('a Connect server reads no attributes of a field', HINT)
    return {scope: parts.scope, key: item, property: field}
  },
  write: () => undefined,
}
