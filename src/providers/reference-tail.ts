import {referenceError} from './reference-error.js'

export interface Tail {
  head: string
  version: string | undefined
  property: string | undefined
}

/**
 * Splits HEAD[@VERSION][#PROPERTY]: the last # first, then the last @ before it. What belongs to a name is written
 * %23, %40 and %25.
 * @throws GsecError REFERENCE_INVALID for a # or @ with nothing behind it
 */
export function splitTail(text: string): Tail {
  const [beforeProperty, property] = splitLast(text, '#')
  const [head, version] = splitLast(beforeProperty, '@')
  if (property === '')
    throw referenceError('nothing stands behind the #', 'name the property, or write %23 for a # that belongs to the key')
  if (version === '') throw referenceError('nothing stands behind the @', 'name the version, or write %40 for an @ that belongs to the key')
  if (version?.includes('/') && !version.startsWith('uuid/'))
    throw referenceError('the version holds a slash', 'write %40 for an @ that belongs to the key')
  return {head: decoded(head), version: version && decoded(version), property: property && decoded(property)}
}

/** The opposite of splitTail. */
export function joinTail({head, version, property}: {head: string; version?: string | undefined; property?: string | undefined}): string {
  const behindVersion = property === undefined ? '' : `#${property.replaceAll('%', '%25').replaceAll('#', '%23')}`
  return `${encoded(head)}${version === undefined ? '' : `@${encoded(version)}`}${behindVersion}`
}

function splitLast(text: string, separator: string): [string, string | undefined] {
  const at = text.lastIndexOf(separator)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

const encoded = (text: string) => text.replaceAll('%', '%25').replaceAll('#', '%23').replaceAll('@', '%40')
const decoded = (text: string) => text.replace(/%(?:23|40|25)/g, escaped => ESCAPES[escaped] ?? escaped)
const ESCAPES: Readonly<Record<string, string>> = {'%23': '#', '%40': '@', '%25': '%'}
