import type {ScalarNode} from '../manifest/node.js'

// Manifests are read as Kubernetes does, by YAML 1.1, where `off`, `no` and `y` are booleans. Editors read .gsec.yaml by YAML 1.2,
// where they are words; so does gsec.

const WORD = /^(?:y|n|yes|no|on|off)$/i

/** What a scalar of .gsec.yaml means. */
export function scalarMeaning(node: ScalarNode, text: string): ScalarNode['value'] {
  if (typeof node.value !== 'boolean') return node.value
  const source = text.slice(node.start, node.end)
  return WORD.test(source) ? source : node.value
}

/** What a key of .gsec.yaml is called. */
export function keyText(node: ScalarNode, text: string): string {
  return typeof node.value === 'boolean' ? String(scalarMeaning(node, text)) : node.text
}
