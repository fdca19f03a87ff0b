import type {ManifestNode} from '../../manifest/node.js'

/** A map as a plain object, for what reads parsed YAML; empty for anything else. Of equal keys the last one counts. */
export function plainRecord(node: ManifestNode | undefined): Readonly<Record<string, unknown>> {
  return node?.kind === 'map' ? Object.fromEntries(node.entries.map(({key, value}) => [key.text, plain(value)])) : {}
}

function plain(node: ManifestNode): unknown {
  if (node.kind === 'scalar') return node.value
  return node.kind === 'list' ? node.items.map(plain) : plainRecord(node)
}
