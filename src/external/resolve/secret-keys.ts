import {bytesOf, textOf} from '../../manifest/template/bytes.js'
import type {Bytes} from '../../manifest/template/value.js'
import {ResolveFault, shownName, unverified} from './fault.js'

/** Values by the keys that they get in the Secret. Both are bytes. */
export type ValueMap = ReadonlyMap<Bytes, Bytes>

const ALLOWED = /^[-._\p{L}\p{N}]$/u
const LONGEST = 253

/**
 * Makes keys of names: what no key may hold becomes _ (Default) or _U002f_ (Unicode).
 * @throws ResolveFault key when two become the same
 */
export function convertKeys(values: ValueMap, strategy: string): ValueMap {
  const converted = new Map<Bytes, Bytes>()
  for (const [name, value] of values) {
    const key = bytesOf([...textOf(name)].map(character => convert(character, strategy)).join(''))
    if (converted.has(key)) throw new ResolveFault('key', `two names become the key ${shownName(textOf(key))}`)
    converted.set(key, value)
  }
  return converted
}

function convert(character: string, strategy: string): string {
  if (ALLOWED.test(character)) return character
  if (strategy === '' || strategy === 'Default') return '_'
  if (strategy !== 'Unicode') throw unverified('gsec does not know this conversionStrategy')
  return `_U${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}_`
}

/** Empty keys are dropped, as ESO does. @throws ResolveFault key for one that no Secret may have */
export function checkedKeys(values: ValueMap): ValueMap {
  const kept = new Map([...values].filter(([key]) => key !== ''))
  for (const key of kept.keys()) {
    if (key.length > LONGEST) throw new ResolveFault('key', `a key is longer than ${LONGEST} characters`)
    if (![...textOf(key)].every(character => ALLOWED.test(character)))
      throw new ResolveFault('key', 'a key has other characters than letters, digits, -, _ and .', {
        hint: 'use rewrite, or leave conversionStrategy at Default',
      })
  }
  return kept
}

/** nullBytePolicy Fail. @throws ResolveFault null-byte */
export function checkNullBytes(values: ValueMap, policy: string): void {
  if (policy !== 'Fail') return
  for (const [key, value] of values) {
    if (value.includes('\0'))
      throw new ResolveFault('null-byte', `the value of ${shownName(textOf(key))} holds a NUL byte, and nullBytePolicy is Fail`)
  }
}
