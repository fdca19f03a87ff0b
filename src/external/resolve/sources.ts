import {isPlaceholder} from '../placeholder.js'
import {below, entriesOf, isEmpty, isSet, itemsOf, type Spot, textOf} from '../spot.js'
import {unverified} from './fault.js'
import type {Find} from './find-values.js'
import type {RemoteRead} from './read-value.js'
import type {Rewrite} from './rewrite/rewrite.js'

/** What is done with a value once it is read. */
export interface Treatment {
  conversionStrategy: string
  decodingStrategy: string
  nullBytePolicy: string
}

/**
 * Reads the text of a field; an absent one is empty, as for Go.
 * @throws ResolveFault unverified for a placeholder, and for what is no text
 */
export function fieldText(at: Spot): string {
  if (!isSet(at)) return ''
  const text = textOf(at)
  if (text !== undefined) return text
  const isText = at.node?.kind === 'scalar' && typeof at.node.value === 'string'
  throw unverified(isText ? `${at.path} is filled in later` : `${at.path} is no text`)
}

/** @throws ResolveFault unverified */
export function readRemote(at: Spot): RemoteRead {
  return {
    key: fieldText(below(at, 'key')),
    property: fieldText(below(at, 'property')),
    version: fieldText(below(at, 'version')),
    fetchesMetadata: fieldText(below(at, 'metadataPolicy')) === 'Fetch',
  }
}

/** @throws ResolveFault unverified */
export function readTreatment(at: Spot): Treatment {
  return {
    conversionStrategy: fieldText(below(at, 'conversionStrategy')),
    decodingStrategy: fieldText(below(at, 'decodingStrategy')),
    nullBytePolicy: fieldText(below(at, 'nullBytePolicy')),
  }
}

/** @throws ResolveFault unverified */
export function readFind(at: Spot): Find {
  const [name, tags, path] = [below(at, 'name'), below(at, 'tags'), below(at, 'path')]
  return {
    regexp: isSet(name) ? fieldText(below(name, 'regexp')) : undefined,
    tags: isSet(tags) ? Object.fromEntries(entriesOf(tags).map(tag => [tag.name, fieldText(tag.at)])) : undefined,
    path: isSet(path) ? fieldText(path) : undefined,
    conversionStrategy: fieldText(below(at, 'conversionStrategy')),
  }
}

/** @throws ResolveFault unverified */
export function readRewrites(at: Spot): Rewrite[] {
  return itemsOf(at).map(item => {
    const [regexp, transform, merge] = [below(item, 'regexp'), below(item, 'transform'), below(item, 'merge')]
    return {
      regexp: isSet(regexp) ? {source: fieldText(below(regexp, 'source')), target: targetText(below(regexp, 'target'))} : undefined,
      transform: isSet(transform) ? {template: templateText(below(transform, 'template'))} : undefined,
      merge: isSet(merge)
        ? {
            into: fieldText(below(merge, 'into')),
            priority: isEmpty(below(merge, 'priority')) ? [] : itemsOf(below(merge, 'priority')).map(fieldText),
            priorityPolicy: fieldText(below(merge, 'priorityPolicy')),
            conflictPolicy: fieldText(below(merge, 'conflictPolicy')),
            strategy: fieldText(below(merge, 'strategy')),
          }
        : undefined,
    }
  })
}

/** A text in which {{ … }} is ESO's own. @throws ResolveFault unverified */
export function templateText(at: Spot): string {
  const {node} = at
  if (!isSet(at)) return ''
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') throw unverified(`${at.path} is no text`)
  if (isPlaceholder(node.value.replaceAll('{{', ''))) throw unverified(`${at.path} is filled in later`)
  return node.value
}

/** ${1} is a group of the expression here, and $(…) nothing that Go knows. */
function targetText(at: Spot): string {
  const {node} = at
  return node?.kind === 'scalar' && typeof node.value === 'string' && !node.value.includes('{{') ? node.value : fieldText(at)
}
