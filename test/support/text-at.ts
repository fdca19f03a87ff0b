import type {Finding} from '../../src/finding.js'

/** The text between two places, by lines and UTF-16 columns as an editor counts them; written apart from what made them. */
export function textAt(
  text: string,
  {line, column, endLine, endColumn}: Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>,
): string {
  const lines = text.split('\n')
  if (line === endLine) return (lines[line - 1] ?? '').slice(column - 1, endColumn - 1)
  const first = (lines[line - 1] ?? '').slice(column - 1)
  const last = (lines[endLine - 1] ?? '').slice(0, endColumn - 1)
  return [first, ...lines.slice(line, endLine - 1), last].join('\n')
}
