import type {ManifestNode} from '../manifest/node.js'
import type {ManifestFile} from '../manifest/read-manifests.js'

/** The type of a value in the reader's words. */
export function typeWord(node: ManifestNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`
  if (node.value === null) return 'null'
  return typeof node.value === 'string' ? 'text' : typeof node.value === 'boolean' ? 'true or false' : 'a number'
}

/**
 * Why a value of the wrong type is not what its writer meant, where YAML 1.1 is the reason: y, yes, on and off are
 * booleans, and digits are numbers, unless they stand in quotes.
 */
export function yamlTrap(node: ManifestNode, file: ManifestFile): string | undefined {
  if (node.kind !== 'scalar' || typeof node.value === 'string' || node.value === null || file.format === 'json') return undefined
  const written = file.text.slice(node.start, node.end)
  if (typeof node.value === 'boolean')
    return /^(true|false)$/i.test(written) ? 'write it in quotes' : 'write it in quotes: without them YAML 1.1 reads a boolean'
  return written === String(node.value)
    ? `write it in quotes: "${written}"`
    : 'write it in quotes: without them YAML 1.1 reads another number than stands there'
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], conjunction = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}
