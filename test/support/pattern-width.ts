/**
 * The longest text that a regular expression can match, in characters. A lookaround counts like what it looks at, since it
 * must be in view too.
 * @throws Error for a quantifier without an upper bound, and for syntax that a rule has no use for
 */
export function patternWidth({source}: RegExp): number {
  let at = 0

  function alternatives(): number {
    let widest = sequence()
    while (source[at] === '|') {
      at++
      widest = Math.max(widest, sequence())
    }
    return widest
  }

  function sequence(): number {
    let width = 0
    while (at < source.length && source[at] !== '|' && source[at] !== ')') width += atom() * quantifier()
    return width
  }

  function atom(): number {
    const character = source[at]
    if (character === '(') return group()
    if (character === '[') return characterClass()
    if (character === '\\') return escapeSequence()
    if (character === '^' || character === '$') throw new Error('anchors have no meaning near a keyword')
    at++
    return 1
  }

  function group(): number {
    const [opening = '('] = /^\((?:\?(?:<?[=!]|:|<\w+>))?/.exec(source.slice(at)) ?? []
    at += opening.length
    const width = alternatives()
    at++
    return width
  }

  function characterClass(): number {
    for (at++; source[at] !== ']'; at++) if (source[at] === '\\') at++
    at++
    return 1
  }

  function escapeSequence(): number {
    const [text = ''] = /^\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|.)/i.exec(source.slice(at)) ?? []
    at += text.length
    if (/^\\[1-9k]/.test(text)) throw new Error('back references take more than linear time')
    return text === '\\b' || text === '\\B' ? 0 : 1
  }

  function quantifier(): number {
    const [text, most] = /^(?:\{\d+(?:,(\d*))?\}|[*+?])\??/.exec(source.slice(at)) ?? ['']
    at += text.length
    if (text === '') return 1
    if (text.startsWith('?')) return 1
    if (/^[*+]/.test(text) || most === '') throw new Error(`${text} has no upper bound`)
    return Number(most ?? /\d+/.exec(text)?.[0])
  }

  return alternatives()
}
