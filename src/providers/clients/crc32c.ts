/** The Castagnoli polynomial, bits reversed. https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 */
const POLYNOMIAL = 0x82f63b78

let table: Uint32Array | undefined

/** The checksum that Google sends along with a payload. */
export function crc32c(bytes: Uint8Array): number {
  table ??= Uint32Array.from({length: 256}, (_, byte) => Array.from({length: 8}).reduce<number>(step, byte))
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

const step = (value: number) => (value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1)
