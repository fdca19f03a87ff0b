import {gitFailed, streamGit} from './run-git.js'

/** A blob that was asked for. */
export interface GitObject {
  /** As it was asked for. */
  name: string
  /** `missing`: git knows no such object, or does not have it. */
  content: Buffer | 'missing' | 'too large'
}

/**
 * Reads blobs by their names (ids, `HEAD:path`, `:path`), in the order asked, through one run of git, a blob in memory at a
 * time. Their bytes are those that git keeps: no filter, no conversion.
 * @param names without line breaks
 * @param most bytes of a blob that are read; larger ones are passed over
 * @throws GsecError GIT_FAILED
 */
export async function* readObjects(folder: string, names: readonly string[], most: number): AsyncGenerator<GitObject> {
  if (names.length === 0) return
  const output = new Reader(streamGit(folder, ['cat-file', '--batch', '--buffer'], `${names.join('\n')}\n`))
  for (const name of names) {
    const [, type, length = ''] = / (\w+) (\d+)$/.exec(await output.line()) ?? []
    if (type === undefined) yield {name, content: 'missing'}
    else {
      const size = Number(length)
      const isWanted = type === 'blob' && size <= most
      const bytes = await output.bytes(size, isWanted)
      await output.bytes(1, false)
      yield {name, content: bytes ?? (type === 'blob' ? 'too large' : 'missing')}
    }
  }
  await output.end()
}

/** Takes lines and counted bytes from a stream of chunks. */
class Reader {
  readonly #chunks: AsyncGenerator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks
  }

  async line(): Promise<string> {
    const pieces: Buffer[] = []
    for (;;) {
      const end = this.#rest.indexOf(10)
      if (end !== -1) {
        pieces.push(this.#rest.subarray(0, end))
        this.#rest = this.#rest.subarray(end + 1)
        return Buffer.concat(pieces).toString()
      }
      pieces.push(this.#rest)
      await this.#next()
    }
  }

  /** The next bytes, or undefined when they are not wanted. */
  async bytes(count: number, isWanted: boolean): Promise<Buffer | undefined> {
    const pieces: Buffer[] = []
    let left = count
    for (;;) {
      const piece = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(piece.length)
      left -= piece.length
      if (isWanted) pieces.push(piece)
      if (left === 0) return isWanted ? joined(pieces) : undefined
      await this.#next()
    }
  }

  /** Waits for git to end, well or badly. */
  async end(): Promise<void> {
    for await (const _ of this.#chunks);
  }

  async #next(): Promise<void> {
    const {value, done} = await this.#chunks.next()
    if (done) throw gitFailed()
    this.#rest = value
  }
}

/** One piece is handed on as it is: its chunk is nobody else's. */
function joined(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces
  return pieces.length === 1 && first ? first : Buffer.concat(pieces)
}
