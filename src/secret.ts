import {timingSafeEqual} from 'node:crypto'
import {inspect} from 'node:util'

/** Bytes that must not be shown: printed, interpolated or serialised they read "[secret]". */
export class Secret {
  readonly #bytes: Buffer

  private constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Takes text as UTF-8. Bytes are shared with the caller, not copied. */
  static of(value: string | Uint8Array): Secret {
    return new Secret(
      typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value.buffer, value.byteOffset, value.byteLength),
    )
  }

  /** Length in bytes. An envelope shows it to everybody, so it is no secret. */
  get length(): number {
    return this.#bytes.length
  }

  /** The value itself. Each call is a place to review. */
  reveal(): Buffer {
    return this.#bytes
  }

  /** Compares in constant time for equal lengths. */
  equals(other: Secret): boolean {
    return this.#bytes.length === other.#bytes.length && timingSafeEqual(this.#bytes, other.#bytes)
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}
