import {bytesOf, textOf} from '../../../manifest/template/bytes.js'
import type {Bytes} from '../../../manifest/template/value.js'
import type {RegularExpressions} from '../../regular-expressions.js'
import {ResolveFault, unverified} from '../fault.js'
import type {ValueMap} from '../secret-keys.js'
import {type Merge, mergeValues} from './merge.js'
import {transformKey} from './transform.js'

/** One item of dataFrom[].rewrite; exactly one of them is set. */
export interface Rewrite {
  regexp?: {source: string; target: string} | undefined
  transform?: {template: string} | undefined
  merge?: Merge | undefined
}

/**
 * Applies rewrites one after the other, each to what the one before made.
 * @throws ResolveFault rewrite where ESO fails, unverified where what it makes is not known
 */
export function rewriteMap(values: ValueMap, rewrites: readonly Rewrite[], expressions: RegularExpressions): ValueMap {
  return rewrites.reduce((map, {regexp, transform, merge}) => {
    if (merge) return mergeValues(map, merge)
    if (regexp) return renamed(map, replacerOf(regexp, expressions))
    return transform ? renamed(map, key => transformKey(transform.template, key)) : map
  }, values)
}

function replacerOf({source, target}: {source: string; target: string}, expressions: RegularExpressions): (key: Bytes) => Bytes {
  if (expressions.fault(source) !== undefined) throw new ResolveFault('rewrite', 'the source of a rewrite is no regular expression')
  const replace = expressions.replacer(source, target)
  return key => bytesOf(replace(textOf(key)))
}

/** ESO walks over its map in an order that changes: of two keys that become one, either may win. */
function renamed(values: ValueMap, rename: (key: Bytes) => Bytes): ValueMap {
  const made = new Map<Bytes, Bytes>()
  for (const [key, value] of values) {
    const name = rename(key)
    if (made.has(name) && made.get(name) !== value) throw unverified('a rewrite makes one key of several, and ESO keeps any of them')
    made.set(name, value)
  }
  return made
}
