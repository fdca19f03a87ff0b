import fc from 'fast-check'

// SealedSecrets as people write and reformat them: odd indentation, comments everywhere, every way to write a scalar,
// several documents, CRLF, no line break at the end. Values only look like ciphertexts.

const key = fc
  .string({unit: fc.constantFrom(...'abcXYZ019-_.'), minLength: 1, maxLength: 12})
  .filter(text => !/^(\.|-|_?[\d.]|[ynYN]$)/.test(text) && !/^(yes|no|on|off|true|false|null)$/i.test(text))

const value = fc
  .tuple(fc.string({unit: fc.constantFrom(...'ABCDxyz0189+/'), minLength: 12, maxLength: 40}), fc.constantFrom('', '=', '=='))
  .map(([body, pad]) => `AgB${body}${pad}`)

const comment = fc.constantFrom('# a note', '#', '# key: value', '#- "odd', "# it's")
const spaces = (max: number) => fc.integer({min: 0, max}).map(count => ' '.repeat(count))
/** Lines between two others: blank ones and comments, less indented than the text of a block scalar, which would take them in. */
const between = fc.array(
  fc.oneof(
    fc.constant(''),
    fc.tuple(spaces(4), comment).map(parts => parts.join('')),
  ),
  {maxLength: 3},
)

interface Entry {
  key: string
  value: string
  keyQuote: '' | "'" | '"'
  style: 'plain' | 'single' | 'double' | 'literal' | 'wrapped' | 'folded' | 'next line'
  gap: string
  tail: string
  above: readonly string[]
}

const entry: fc.Arbitrary<Entry> = fc.record({
  key,
  value,
  keyQuote: fc.constantFrom('', '', '', "'", '"'),
  style: fc.constantFrom('plain', 'plain', 'plain', 'single', 'double', 'literal', 'wrapped', 'folded', 'next line'),
  gap: spaces(3).map(text => ` ${text}`),
  tail: fc.oneof(
    fc.constant(''),
    fc.constant(''),
    spaces(2),
    comment.map(text => `  ${text}`),
  ),
  above: between,
})

function entryLines({key, value, keyQuote, style, gap, tail, above}: Entry, indent: string): string[] {
  const head = `${indent}${keyQuote}${key}${keyQuote}:${gap}`
  const inner = `${indent}   `
  const scalar = {
    plain: [`${head}${value}${tail}`],
    single: [`${head}'${value}'${tail}`],
    double: [`${head}"${value}"${tail}`],
    literal: [`${head}|-${tail}`, inner + value],
    wrapped: [`${head}|${tail}`, ...(value.match(/.{1,10}/g) ?? []).map(part => inner + part)],
    folded: [`${head}>-${tail}`, inner + value, ''],
    'next line': [`${head.trimEnd()}${tail}`, `${inner}${value}`],
  }
  return [...above, ...scalar[style]]
}

const entries = fc.tuple(fc.uniqueArray(entry, {selector: one => one.key, minLength: 1, maxLength: 6}), fc.boolean()).map(([all, sorts]) =>
  // few people's keys are in order by chance
  sorts ? [...all].sort((a, b) => (a.key < b.key ? -1 : 1)) : all,
)

const document = fc
  .record({
    unit: fc.integer({min: 1, max: 5}),
    entries,
    isFirst: fc.boolean(),
    headTail: fc.oneof(
      fc.constant(''),
      comment.map(text => ` ${text}`),
    ),
    above: between,
    behind: between,
  })
  .map(({unit, entries, isFirst, headTail, above, behind}) => {
    const pad = ' '.repeat(unit)
    const encrypted = [...above, `${pad}encryptedData:${headTail}`, ...entries.flatMap(one => entryLines(one, pad + pad)), ...behind]
    const template = [`${pad}template:`, `${pad}${pad}metadata:`, `${pad}${pad}${pad}name: db`, `${pad}${pad}type: Opaque`]
    return {
      keys: entries.map(one => one.key),
      lines: [
        'apiVersion: bitnami.com/v1alpha1',
        'kind: SealedSecret',
        'metadata:',
        `${pad}name: db`,
        `${pad}namespace: shop`,
        'spec:',
        ...(isFirst ? [...encrypted, ...template] : [...template, ...encrypted]),
      ],
    }
  })

export interface OddManifest {
  text: string
  /** The keys of each document's encryptedData, in their order. */
  keys: readonly (readonly string[])[]
}

/** A file of one to three SealedSecrets in block style. */
export const oddManifest: fc.Arbitrary<OddManifest> = fc
  .record({
    documents: fc.array(document, {minLength: 1, maxLength: 3}),
    begins: fc.constantFrom('', '---', '# head'),
    eol: fc.constantFrom('\n', '\r\n'),
    endsWithBreak: fc.boolean(),
    mark: fc.constantFrom('', '', '\ufeff'),
  })
  .map(({documents, begins, eol, endsWithBreak, mark}) => {
    const lines = [...(begins === '' ? [] : [begins]), ...documents.flatMap((one, index) => [...(index > 0 ? ['---'] : []), ...one.lines])]
    return {text: mark + lines.join(eol) + (endsWithBreak ? eol : ''), keys: documents.map(one => one.keys)}
  })

/** The same in JSON or YAML's flow style: on one line, on many, spaced or not. */
export const oddFlowManifest: fc.Arbitrary<OddManifest> = fc
  .record({
    keys: fc.uniqueArray(key, {minLength: 1, maxLength: 5}),
    values: fc.array(value, {minLength: 5, maxLength: 5}),
    indent: fc.constantFrom(undefined, 0, 1, 2, 4, '\t'),
    eol: fc.constantFrom('\n', '\r\n'),
    isYaml: fc.boolean(),
  })
  .map(({keys, values, indent, eol, isYaml}) => {
    const encryptedData = Object.fromEntries(keys.map((name, index) => [name, values[index]]))
    const flow = JSON.stringify(encryptedData, undefined, isYaml && indent === '\t' ? 2 : indent)
    const head = {apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: {name: 'db', namespace: 'shop'}}
    const text = isYaml
      ? `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec:\n  encryptedData: ${flow.replaceAll('\n', '\n    ')} # tail\n`
      : `${JSON.stringify({...head, spec: {encryptedData, template: {type: 'Opaque'}}}, undefined, indent)}\n`
    return {text: text.replaceAll('\n', eol), keys: [keys]}
  })
