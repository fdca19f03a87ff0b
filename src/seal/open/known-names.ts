import type {Binding} from '../../crypto/label.js'

/** More labels than this are not tried: hashing them takes about a second. */
const MAX_LABELS = 500_000

const NAMESPACE = /(?:^|[\s{,"])namespace["']?\s*:\s*["']?([a-z0-9][-a-z0-9]{0,62})(?=["'\s,}]|$)/gm
const NAME = /(?:^|[\s{,"-])name["']?\s*:\s*["']?([a-z0-9][-a-z0-9.]{0,252})(?=["'\s,}]|$)/gm
const SEGMENT = /^[a-z0-9][-a-z0-9.]{0,252}$/

/**
 * Names and namespaces that occur in a repository, in its files and in their paths: what a misplaced ciphertext may have
 * been sealed for. Reads by pattern, not by parser: a name too many costs nothing.
 */
export class KnownNames {
  readonly #names = new Set<string>()
  readonly #namespaces = new Set<string>()

  static of(texts: Iterable<{path: string; text: string}>): KnownNames {
    const names = new KnownNames()
    for (const {path, text} of texts) names.#add(path, text)
    return names
  }

  #add(path: string, text: string): void {
    for (const [, namespace = ''] of text.matchAll(NAMESPACE)) this.#namespaces.add(namespace)
    const isOfInterest = text.includes('Secret') || text.includes('Namespace')
    for (const [, name = ''] of isOfInterest ? text.matchAll(NAME) : []) this.#names.add(name)
    for (const segment of path.split('/')) {
      const stem = segment.replace(/(?:[.-]?sealed(?:[.-]?secret)?)?\.(?:ya?ml|json)$/i, '')
      if (SEGMENT.test(stem)) this.#names.add(stem)
    }
  }

  /** The places nearest to a SealedSecret's own: wider scopes, the same name elsewhere, other names beside it. */
  *around({namespace, name}: Binding): Generator<Binding> {
    yield {scope: 'cluster-wide', namespace, name}
    yield {scope: 'namespace-wide', namespace, name}
    for (const one of this.#places()) yield {scope: 'strict', namespace: one, name}
    for (const one of this.#places()) yield {scope: 'namespace-wide', namespace: one, name}
    for (const other of this.#names) yield {scope: 'strict', namespace, name: other}
  }

  /** Every name in every namespace. */
  *everywhere(): Generator<Binding> {
    let left = MAX_LABELS
    for (const namespace of this.#places()) {
      for (const name of this.#names) {
        if (left-- === 0) return
        yield {scope: 'strict', namespace, name}
      }
    }
  }

  /** A folder is often called like the namespace that it is applied to. */
  #places(): Set<string> {
    return new Set([...this.#namespaces, ...[...this.#names].filter(word => !word.includes('.'))])
  }
}
