/** Numbers that depend on the seed alone. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** From 0 up to, not including, `below`. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (mulberry32) */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  text(alphabet: string, length: number): string {
    return Array.from({length}, () => alphabet.charAt(this.below(alphabet.length))).join('')
  }

  hex(length: number): string {
    return this.text('0123456789abcdef', length)
  }

  base64(length: number): string {
    return this.text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', length)
  }

  words(count: number): string {
    return Array.from({length: count}, () => this.pick(WORDS)).join(' ')
  }

  name(): string {
    return `${this.pick(WORDS)}-${this.pick(WORDS)}`
  }
}

const WORDS = `acorn actor agent alert api app archive audit backend backup batch billing broker bucket build cache cart catalog chart
checkout client cluster config console consumer container context controller cron customer data database default deploy deployment
dev disk domain edge email engine event export feature file filter flag flow folder frontend gateway graph group handler health
history host image import index ingest ingress input invoice item job kernel label ledger limit list loader local log logic mail main
manager map market media memory message metric migration mirror mobile model module monitor name network node note object offer
operator order output owner package page parser partner path payment peer pipeline platform policy pool port portal price process
product profile project prod proxy queue rate record region registry release replica report request resource response result review
role route rule runner scan schedule schema search section server service session setting shard shop signal site snapshot source
stage staging state status storage store stream sync system table tag target task team template tenant test thread time tablet topic
trace traffic transfer trigger type update upload union value vendor version view volume wallet watch web webhook worker zone`
  .trim()
  .split(/\s+/)
