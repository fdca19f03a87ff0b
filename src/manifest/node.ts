/** A scalar as Kubernetes reads it: YAML 1.1 words and numbers where it stands plain, text where it is quoted. */
export interface ScalarNode {
  kind: 'scalar'
  value: string | number | bigint | boolean | null
  /** What the scalar is when a string is asked for, as the API machinery would print it: `yes` is "true", `0777` is "511". */
  text: string
  start: number
  end: number
}

export interface MapEntry {
  key: ScalarNode
  value: ManifestNode
}

/** Keys may occur twice, as in the text; `entryOf` takes the last one, as Kubernetes does. */
export interface MapNode {
  kind: 'map'
  entries: readonly MapEntry[]
  start: number
  end: number
}

export interface ListNode {
  kind: 'list'
  items: readonly ManifestNode[]
  start: number
  end: number
}

/** One value of a manifest with its place: offsets into the text of the file, in UTF-16 code units, the end exclusive. */
export type ManifestNode = ScalarNode | MapNode | ListNode

/** The last entry of that name, or undefined when the node is no map or has none. */
export function entryOf(node: ManifestNode | undefined, name: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined
  for (let at = node.entries.length - 1; at >= 0; at--) {
    const entry = node.entries[at]
    if (entry?.key.text === name) return entry
  }
  return undefined
}

/** The value below a path of keys: `nodeAt(secret, 'metadata', 'name')`. */
export function nodeAt(node: ManifestNode | undefined, ...path: readonly string[]): ManifestNode | undefined {
  return path.reduce<ManifestNode | undefined>((at, name) => entryOf(at, name)?.value, node)
}

/** The text of a scalar below a path; undefined when it is absent, null, a map or a list. */
export function textAt(node: ManifestNode | undefined, ...path: readonly string[]): string | undefined {
  const found = nodeAt(node, ...path)
  return found?.kind === 'scalar' && found.value !== null ? found.text : undefined
}

/** True for an explicit `null`, `~` or an empty value. */
export function isNull(node: ManifestNode): boolean {
  return node.kind === 'scalar' && node.value === null
}
