import {firstAfter} from '../sorted.js'

/**
 * Tells whether credential words stand in pieces of a text. Walkers ask from the left to the right, so each answer starts
 * from the last one; what has no word in it need not be inspected.
 */
export class HitCursor {
  readonly #hits: readonly number[]
  #next: number

  /** @param hits offsets after the words, in ascending order · @param start where the walk begins */
  constructor(hits: readonly number[], start: number) {
    this.#hits = hits
    this.#next = firstAfter(hits, start)
  }

  /** The offset after the first word that ends beyond `start`; infinite when there is none. */
  nextAfter(start: number): number {
    const hits = this.#hits
    while (this.#next < hits.length && (hits[this.#next] as number) <= start) this.#next++
    return this.#next < hits.length ? (hits[this.#next] as number) : Number.POSITIVE_INFINITY
  }

  /** A word may reach one character beyond the piece: `key:`. */
  isWithin(start: number, end: number): boolean {
    return this.nextAfter(start) <= end + 1
  }
}
