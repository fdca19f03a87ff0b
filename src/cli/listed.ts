/**
 * The values of a flag that may be repeated, or separated by commas. From an environment variable oclif hands over one
 * text, whatever the flag says of itself.
 */
export function listed(value: string | readonly string[] | undefined): string[] {
  const texts = typeof value === 'string' ? [value] : (value ?? [])
  return texts.flatMap(text => text.split(',')).filter(text => text.trim() !== '')
}
