import {bytesOf} from '../../manifest/template/bytes.js'
import type {Bytes} from '../../manifest/template/value.js'
import type {PropertySyntax} from '../../providers/store-kind.js'
import {unverified} from './fault.js'
import {gjsonText, PathUnsupported} from './json/gjson.js'

/**
 * The part of a value that a property names, as ESO finds it there; the syntax says in which order it looks.
 * Undefined when there is none.
 * @throws ResolveFault unverified for gjson beyond names, indexes and escaped characters
 */
export function propertyIn(value: Bytes, property: string, syntax: PropertySyntax): Bytes | undefined {
  const path = bytesOf(property)
  const literal = path.replaceAll('.', '\\.')
  try {
    if (syntax === 'escaped-then-gjson' && path.includes('.')) return gjsonText(value, literal) ?? gjsonText(value, path)
    if (syntax === 'gjson-then-escaped' && path.includes('.')) return gjsonText(value, path) ?? gjsonText(value, literal)
    return gjsonText(value, path)
  } catch (error) {
    if (error instanceof PathUnsupported) throw unverified('the property is a gjson expression that gsec does not evaluate')
    throw error
  }
}
