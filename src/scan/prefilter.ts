/**
 * Finds every occurrence of many words in bytes, in one pass, letters of either case: a dense Aho–Corasick automaton.
 * Bytes are first mapped to classes (one for each folded byte that occurs in a word, one for all others), which keeps the
 * table small enough for the processor's cache.
 */
export class Prefilter {
  readonly #classes = new Uint8Array(256)
  readonly #shift: number
  readonly #table: Uint16Array | Uint32Array
  /** States from this one on end a word; states are numbered so that one comparison tells. */
  readonly #firstFinal: number
  /** Words that end in a final state, longest first. */
  readonly #ending: readonly (readonly number[])[]

  /** @param words lower-case ASCII; an occurrence is reported by the word's index here. */
  constructor(words: readonly string[]) {
    const classCount = this.#assignClasses(words)
    this.#shift = Math.ceil(Math.log2(classCount))
    const trie = new Trie(words, this.#classes)
    this.#table = trie.table(1 << this.#shift)
    this.#firstFinal = trie.firstFinal
    this.#ending = trie.ending
  }

  /** Calls `found` with the word's index and the offset after its last byte, from the left to the right. */
  search(bytes: Uint8Array, found: (word: number, end: number) => void): void {
    const table = this.#table
    const classes = this.#classes
    const shift = this.#shift
    const firstFinal = this.#firstFinal
    let state = 0
    for (let at = 0; at < bytes.length; at++) {
      state = table[(state << shift) | (classes[bytes[at] as number] as number)] as number
      if (state >= firstFinal) {
        for (const word of this.#ending[state - firstFinal] ?? []) found(word, at + 1)
      }
    }
  }

  /** Class 0 is every byte that no word has. */
  #assignClasses(words: readonly string[]): number {
    let count = 1
    for (const word of words) {
      for (let at = 0; at < word.length; at++) {
        const byte = word.charCodeAt(at)
        if (byte > 127 || this.#classes[byte]) continue
        this.#classes[byte] = count
        if (byte >= 97 && byte <= 122) this.#classes[byte - 32] = count
        count++
      }
    }
    return count
  }
}

/**
 * The automaton while it is built. Start-up is half of a small scan's time, so nodes are numbers in typed arrays, and a
 * row of the table is copied from the row it falls back to.
 */
class Trie {
  /** Of each node: its first child, its next sibling, the class that leads to it, and the longest suffix that is a node too. */
  readonly #child: Int32Array
  readonly #sibling: Int32Array
  readonly #symbol: Uint8Array
  readonly #suffix: Int32Array
  /** Words that end at a node, by their own end or by a suffix's; nodes in the order of their depth. */
  readonly #words: (number[] | undefined)[] = []
  readonly #order: number[] = [0]
  #count = 1

  constructor(words: readonly string[], classes: Uint8Array) {
    const most = words.reduce((sum, word) => sum + word.length, 1)
    this.#child = new Int32Array(most)
    this.#sibling = new Int32Array(most)
    this.#symbol = new Uint8Array(most)
    this.#suffix = new Int32Array(most)
    words.forEach((word, index) => {
      let node = 0
      for (let at = 0; at < word.length; at++) node = this.#insert(node, classes[word.charCodeAt(at)] as number)
      this.#words[node] = [...(this.#words[node] ?? []), index]
    })
    this.#link()
  }

  get firstFinal(): number {
    return this.#order.filter(node => !this.#words[node]).length
  }

  /** For each final state the words that end there. */
  get ending(): number[][] {
    return this.#order.flatMap(node => (this.#words[node] ? [this.#words[node]] : []))
  }

  /** The next state for each state and class; final states have the highest numbers. */
  table(width: number): Uint16Array | Uint32Array {
    const names = new Uint32Array(this.#count)
    let name = 0
    for (const node of this.#order) if (!this.#words[node]) names[node] = name++
    for (const node of this.#order) if (this.#words[node]) names[node] = name++
    const size = this.#count * width
    const table = this.#count > 0xff_ff ? new Uint32Array(size) : new Uint16Array(size)
    for (const node of this.#order) {
      const row = (names[node] as number) * width
      const fallback = (names[this.#suffix[node] as number] as number) * width
      if (node !== 0) table.copyWithin(row, fallback, fallback + width)
      for (let child = this.#child[node] as number; child !== 0; child = this.#sibling[child] as number) {
        table[row + (this.#symbol[child] as number)] = names[child] as number
      }
    }
    return table
  }

  #insert(node: number, symbol: number): number {
    const known = this.#step(node, symbol)
    if (known !== 0) return known
    const added = this.#count++
    this.#symbol[added] = symbol
    this.#sibling[added] = this.#child[node] as number
    this.#child[node] = added
    return added
  }

  /** The child of a node, 0 when there is none. */
  #step(node: number, symbol: number): number {
    let child = this.#child[node] as number
    while (child !== 0 && this.#symbol[child] !== symbol) child = this.#sibling[child] as number
    return child
  }

  /** Breadth first: the suffix of a child is the step from the nearest suffix of its parent that has one. */
  #link(): void {
    for (const node of this.#order) {
      for (let child = this.#child[node] as number; child !== 0; child = this.#sibling[child] as number) {
        this.#order.push(child)
        if (node === 0) continue
        const symbol = this.#symbol[child] as number
        let suffix = this.#suffix[node] as number
        while (suffix !== 0 && this.#step(suffix, symbol) === 0) suffix = this.#suffix[suffix] as number
        suffix = this.#step(suffix, symbol)
        this.#suffix[child] = suffix
        const inherited = this.#words[suffix]
        if (inherited) this.#words[child] = [...(this.#words[child] ?? []), ...inherited]
      }
    }
  }
}
