import {GsecError} from '../../errors.js'
import type {PlainObject} from '../../manifest/value.js'

/**
 * Reads how keys are renamed: s/SOURCE/TARGET/ (any sign for /), a template with {{ .value }}, merge, or merge:KEY.
 * @throws GsecError USAGE
 */
export function readRewrite(text: string): PlainObject {
  if (text === 'merge') return {merge: {}}
  const [, into] = /^merge:([-._a-zA-Z0-9]{1,253})$/.exec(text) ?? []
  if (into !== undefined) return {merge: {into, strategy: 'JSON'}}
  if (text.includes('{{')) return {transform: {template: text}}
  const regexp = readSubstitution(text)
  if (regexp) return {regexp}
  throw new GsecError('USAGE', '--rewrite is none of the forms that it takes', {
    hint: "write s/SOURCE/TARGET/ as in 's/^db-(.*)$/$1/', a template such as '{{ .value | upper }}', merge, or merge:KEY",
  })
}

/** As sed writes it: the sign behind s separates; before a backslash it belongs to the text. */
function readSubstitution(text: string): {source: string; target: string} | undefined {
  const separator = text.charAt(1)
  if (text.charAt(0) !== 's' || !/^[^\w\s\\]$/.test(separator)) return undefined
  const parts = ['']
  for (let at = 2; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && text.charAt(at + 1) === separator) parts.push(`${parts.pop()}${text.charAt(++at)}`)
    else if (character === '\\') parts.push(`${parts.pop()}${character}${text.charAt(++at)}`)
    else if (character === separator) parts.push('')
    else parts.push(`${parts.pop()}${character}`)
  }
  const [source = '', target, end, ...more] = parts
  return source !== '' && target !== undefined && end === '' && more.length === 0 ? {source, target} : undefined
}
