import {resolvePlain} from '../manifest/resolve-plain.js'
import type {Effective, Origin} from './effective.js'

/** A longer line has its comment behind it; the others are not moved so far. */
const MAX_COLUMN = 56

interface Line {
  text: string
  comment: string | undefined
}

/**
 * The effective configuration as YAML that gsec can read again, each value with a comment that says where it comes from.
 * @param describe the words for an origin
 */
export function effectiveYaml(effective: Effective, describe: (origin: Origin) => string): string {
  const lines = render(effective, '', describe)
  const column = Math.max(0, ...lines.map(({text, comment}) => (comment === undefined || text.length > MAX_COLUMN ? 0 : text.length)))
  return lines.map(({text, comment}) => (comment === undefined ? `${text}\n` : `${text.padEnd(column)}  # ${comment}\n`)).join('')
}

type Describe = (origin: Origin) => string

/** The lines of a map or a list; of a single value one line, to be joined to its key. */
function render(effective: Effective, indent: string, describe: Describe): Line[] {
  if (effective.type === 'map')
    return effective.entries.flatMap(([name, value]) => entry(`${indent}${scalar(name)}:`, value, indent, describe))
  if (effective.type === 'list') return effective.items.flatMap(item => listItem(item, indent, describe))
  return [{text: inline(effective), comment: describe(effective.origin)}]
}

function entry(key: string, value: Effective, indent: string, describe: Describe): Line[] {
  const isBlock = (value.type === 'map' && value.entries.length > 0) || (value.type === 'list' && value.items.length > 0)
  if (!isBlock) return [{text: `${key} ${inline(value)}`, comment: describe(value.origin)}]
  return [{text: key, comment: undefined}, ...render(value, `${indent}  `, describe)]
}

/** "- " takes the place of the indentation of the first line. */
function listItem(item: Effective, indent: string, describe: Describe): Line[] {
  const [first, ...rest] = render(item, `${indent}  `, describe)
  return first ? [{...first, text: `${indent}- ${first.text.trimStart()}`}, ...rest] : []
}

function inline(effective: Effective): string {
  if (effective.type === 'map') return '{}'
  if (effective.type === 'list') return '[]'
  if (effective.type === 'texts') return `[${effective.values.map(scalar).join(', ')}]`
  return scalar(effective.value)
}

const PLAIN = /^[A-Za-z0-9.](?:[\w./@+:-]*[\w/])?$/

/** Quoted where a reader of YAML 1.1 or 1.2 could take it for anything but this text, or a terminal for a command. */
function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  if (PLAIN.test(value) && resolvePlain(value) === 'string' && !/^\d+$/.test(value)) return value
  return JSON.stringify(value).replace(UNSAFE, character => {
    const code = (character.codePointAt(0) ?? 0).toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}

// control, invisible and direction-changing characters, half surrogate pairs, tags
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
