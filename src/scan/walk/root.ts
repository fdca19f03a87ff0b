import type {Format} from '../format.js'
import type {Range, Text} from '../text.js'
import {walkLines} from './lines.js'
import type {Node} from './node.js'
import {walkXml} from './xml.js'
import {walkYaml} from './yaml.js'

/**
 * The tree of a text whose format has one.
 * @param hits offsets after the credential words of the text
 * @param isSparse see `walkYaml`
 */
export function rootOf(text: Text, range: Range, format: Format, hits: readonly number[], isSparse = false): Node | undefined {
  if (format === 'yaml' || format === 'json') return walkYaml(text, range, {hits, isSparse})
  if (format === 'xml') return walkXml(text, range)
  if (format === 'dotenv' || format === 'ini' || format === 'properties' || format === 'toml') return walkLines(text, range, format, hits)
  return undefined
}
