/** An element of an XML text. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

// Elements, attributes, text and numeric references: what a report may use. Everything else is an error here.
const TOKEN = /<\?xml [^?]*\?>|<\/(?<close>[a-z-]+)>|<(?<open>[a-z-]+)(?<attributes>(?: [a-z]+="[^"<]*")*)(?<empty>\/?)>|(?<text>[^<]+)/y

/** Reads a small XML text strictly. @throws Error when it is not well-formed */
export function readXml(source: string): XmlElement {
  const root: XmlElement = {name: '', attributes: {}, children: [], text: ''}
  const stack = [root]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const {close, open, attributes = '', empty, text} = TOKEN.exec(source)?.groups ?? {}
    if (TOKEN.lastIndex === 0) throw new Error(`not XML at ${at}: ${source.slice(at, at + 40)}`)
    const parent = stack.at(-1)!
    if (close !== undefined) {
      if (stack.pop()?.name !== close) throw new Error(`</${close}> closes another element`)
    } else if (open !== undefined) {
      const element: XmlElement = {name: open, attributes: {}, children: [], text: ''}
      for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) element.attributes[name] = decoded(value)
      parent.children.push(element)
      if (!empty) stack.push(element)
    } else if (text !== undefined) parent.text += decoded(text)
  }
  const [only, ...more] = root.children
  if (stack.length !== 1 || !only || more.length > 0 || root.text.trim() !== '') throw new Error('not one whole element')
  return only
}

function decoded(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has none of these
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error('a character that XML does not have')
  return text.replace(/&(?:#(\d+);)?/g, (whole, code?: string) => {
    if (code === undefined) throw new Error(`an ampersand that begins no reference: ${whole}`)
    return String.fromCodePoint(Number(code))
  })
}
