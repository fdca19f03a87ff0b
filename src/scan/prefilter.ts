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
    const trie = new Trie(1 << this.#shift)
    words.forEach((word, index) => {
      trie.insert(
        Array.from(word, character => this.#classes[character.charCodeAt(0)] ?? 0),
        index,
      )
    })
    trie.link()
    const {table, firstFinal, ending} = trie.withFinalStatesLast()
    this.#table = table
    this.#firstFinal = firstFinal
    this.#ending = ending
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

/** The automaton while it is built: one row of `width` next states for each state, 0 for "none yet". */
class Trie {
  readonly #width: number
  readonly #rows: number[] = []
  readonly #ending: number[][] = [[]]

  constructor(width: number) {
    this.#width = width
    this.#addRow()
  }

  insert(classes: readonly number[], word: number): void {
    let state = 0
    for (const symbol of classes) {
      const at = state * this.#width + symbol
      let next = this.#rows[at] ?? 0
      if (next === 0) {
        next = this.#ending.length
        this.#rows[at] = next
        this.#ending.push([])
        this.#addRow()
      }
      state = next
    }
    this.#ending[state]?.push(word)
  }

  /** Breadth first: a missing step is the step of the longest suffix that is also a prefix of a word. */
  link(): void {
    const width = this.#width
    const rows = this.#rows
    const suffix = new Uint32Array(this.#ending.length)
    const queue = rows.slice(0, width).filter(state => state !== 0)
    for (const state of queue) {
      const from = state * width
      const fallback = (suffix[state] ?? 0) * width
      for (let symbol = 0; symbol < width; symbol++) {
        const next = rows[from + symbol] ?? 0
        const other = rows[fallback + symbol] ?? 0
        if (next === 0) {
          rows[from + symbol] = other
        } else {
          suffix[next] = other
          this.#ending[next]?.push(...(this.#ending[other] ?? []))
          queue.push(next)
        }
      }
    }
  }

  withFinalStatesLast(): {table: Uint16Array | Uint32Array; firstFinal: number; ending: number[][]} {
    const states = this.#ending.keys()
    const order = [...states].sort((a, b) => Number(this.#isFinal(a)) - Number(this.#isFinal(b)))
    const renamed = new Uint32Array(order.length)
    order.forEach((state, name) => {
      renamed[state] = name
    })
    const size = order.length * this.#width
    const table = order.length > 0xff_ff ? new Uint32Array(size) : new Uint16Array(size)
    order.forEach((state, name) => {
      for (let symbol = 0; symbol < this.#width; symbol++) {
        table[name * this.#width + symbol] = renamed[this.#rows[state * this.#width + symbol] ?? 0] ?? 0
      }
    })
    const firstFinal = order.findIndex(state => this.#isFinal(state))
    return {
      table,
      firstFinal: firstFinal === -1 ? order.length : firstFinal,
      ending: order.filter(state => this.#isFinal(state)).map(state => this.#ending[state] ?? []),
    }
  }

  #isFinal(state: number): boolean {
    return (this.#ending[state]?.length ?? 0) > 0
  }

  #addRow(): void {
    for (let symbol = 0; symbol < this.#width; symbol++) this.#rows.push(0)
  }
}
