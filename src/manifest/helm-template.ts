/** Template actions break YAML in most places; where the text is valid YAML in spite of them it is taken as it is. */
export function looksLikeTemplate(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('{{')
}
