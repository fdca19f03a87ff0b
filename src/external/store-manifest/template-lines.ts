/** A line of a store template that holds a field or the item of a list. */
export interface TemplateLine {
  /** Its place in the template, counted from 0. */
  index: number
  /** Steps from the provider block on: auth.secretRef.name; the fields of the items of a list are those of the list. */
  path: string
  /** Begins with #: a field that the user may want. */
  isOptional: boolean
  /** What stands before the value: indent, dash, key and colon. Without the #. */
  head: string
  /** The value as it is written; empty before a block. */
  value: string
  /** The remark behind it, with the # and the spaces before it. */
  remark: string
}

// Text behind # is prose unless it is a field or goes on with one.
const FIELD = /^( *)(- )?("[^"]*"|[\w.~{}-]+):(?: (.*))?$/
const ITEM = /^( *)- (.*)$/

/** The fields of the provider block, in their order, those that are commented out among them. */
export function templateLines(template: string): TemplateLine[] {
  const lines = template.split('\n')
  const found: TemplateLine[] = []
  const stack: {indent: number; name: string}[] = []
  for (const [index, line] of lines.entries()) {
    const [, spaces, commented] = /^( {2,})# (.*)$/.exec(line) ?? []
    const text = commented === undefined ? line : `${spaces}${commented}`
    const [, indent = '', dash = '', key, rest = ''] = FIELD.exec(text) ?? []
    const [, itemIndent = '', item] = key === undefined ? (ITEM.exec(text) ?? []) : []
    if (key === undefined && item === undefined) continue
    // The item of a list may stand as far left as the list; its fields are deeper in either case.
    const depth = key === undefined ? itemIndent.length + 1 : indent.length + dash.length
    while ((stack.at(-1)?.indent ?? -1) >= depth) stack.pop()
    if (key !== undefined) stack.push({indent: depth, name: key})
    const steps = stack.map(({name}) => name)
    if (steps[0] !== 'spec' || steps[1] !== 'provider' || steps.length < 4) continue
    const whole = key === undefined ? (item ?? '') : rest
    const [value, remark] = splitRemark(whole)
    found.push({
      index,
      path: steps.slice(3).join('.'),
      isOptional: commented !== undefined,
      head: key === undefined ? `${itemIndent}- ` : `${indent}${dash}${key}:`,
      value,
      remark,
    })
  }
  return found
}

/** A # begins a remark behind a space and outside of quotes. */
function splitRemark(text: string): [value: string, remark: string] {
  const [, value = '', remark = ''] =
    /^((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?! #)[^"']|(?<=\S)["'])*)( +#.*)?$/.exec(text.startsWith('#') ? ` ${text}` : text) ?? []
  return [value.trim(), remark.trimEnd()]
}

/** The line as it is written when its field counts. */
export function writtenLine({head, value, remark}: TemplateLine): string {
  const body = value === '' || head.endsWith(' ') ? `${head}${value}` : `${head} ${value}`
  return `${body}${remark}`
}

/** A word in capitals that the user fills in: PROJECT_ID. HTTP has such words of its own. */
const GAP = /(?<![A-Za-z0-9_.{])[A-Z][A-Z_]{2,}(?![A-Za-z0-9])/g
const NO_GAPS: readonly string[] = ['GET', 'POST', 'PUT']

export function gapsIn(text: string): string[] {
  return [...text.matchAll(GAP)].map(([word]) => word).filter(word => !NO_GAPS.includes(word))
}
