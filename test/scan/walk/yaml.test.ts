import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {parseAllDocuments, stringify} from 'yaml'
import {Text} from '../../../src/scan/text.js'
import {Vocabulary} from '../../../src/scan/vocabulary.js'
import type {Node} from '../../../src/scan/walk/node.js'
import {walkYaml} from '../../../src/scan/walk/yaml.js'
import {yamlDocuments} from '../../../src/scan/walk/yaml-documents.js'
import {plainTree} from '../../support/plain-tree.js'

const vocabulary = new Vocabulary([])

function documentsOf(text: string): unknown[] {
  const bytes = Buffer.from(text)
  const source = Text.ofFile(bytes)
  return yamlDocuments(source.content, vocabulary.search(bytes).markers).map(range => plainTree(walkYaml(source, range)))
}

/** What the yaml package reads, every leaf as text, what is empty left out as the walker leaves it out. */
function parsed(text: string): unknown[] {
  return parseAllDocuments(text, {schema: 'failsafe', uniqueKeys: false}).map(document => withoutEmpty(document.toJS()))
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(item => item !== null && item !== '').map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value === '' ? null : value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== '')
      .map(([key, item]) => [key, withoutEmpty(item)]),
  )
}

const trimmed = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.trimEnd()
    : Array.isArray(value)
      ? value.map(trimmed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, trimmed(item)]))
        : value

const same = (text: string, message?: string) =>
  assert.deepEqual(documentsOf(text).map(withoutEmpty).map(trimmed), parsed(text).map(trimmed), message)

/** What is left of a tree without what holds no credential word: paths to leaves that have one, or stand below a key that has. */
function told(node: Node | undefined, isTold = false): unknown {
  if (!node || !(node.hasHit || isTold)) return null
  if (node.type === 'scalar') return node.value
  if (node.type === 'sequence') return node.items.map(item => told(item, isTold))
  const entries = node.entries.filter(({isTelling, value}) => isTold || isTelling || value.hasHit)
  return entries.map(({key, isTelling, value}) => [key, told(value, isTold || isTelling)])
}

const tolerated: {name: string; text: string; expected: unknown}[] = [
  {
    name: 'lines of templates, wherever they stand',
    text: '{{- if .x }}\na: 1\n{{- with .y }}\nb:\n  {{- toYaml . | nindent 2 }}\n  c: 2\n{{- end }}\nd: 3\n{{- end }}\n',
    expected: {a: '1', b: {c: '2'}, d: '3'},
  },
  {name: 'a template as a value', text: 'a: {{ .x | quote }}\nb: "{{ .y }}"\n', expected: {a: '{{ .x | quote }}', b: '{{ .y }}'}},
  {name: 'a template as a key', text: '{{ .key }}: 1\nb: 2\n', expected: {'{{ .key }}': '1', b: '2'}},
  {name: 'a comment of templates over lines', text: '{{- /*\npassword: no\n*/ -}}\na: 1\n', expected: {a: '1'}},
  {
    name: 'template lines within a block, left of it',
    text: 'a: |\n  one\n{{- if .x }}\n  two\n{{- end }}\nb: 2\n',
    expected: {a: 'one\n{{- if .x }}\ntwo', b: '2'},
  },
  {name: 'tabs for indentation and after values', text: 'a:\n\tb: 1\t\nc: 2\n', expected: {a: {b: '1'}, c: '2'}},
  {name: 'a quote that never ends', text: 'a: "open\nb: 2\nc: 3\n', expected: {a: '"open', b: '2', c: '3'}},
  {name: 'brackets that never end', text: 'a: {b: 1,\nc: 2\nd: [x\ne: 3\n', expected: {a: {b: '1'}, c: '2', d: ['x'], e: '3'}},
  {name: 'a second colon', text: 'a: b: c: d\n', expected: {a: 'b: c: d'}},
  {name: 'JSON with comments and trailing commas', text: '{"a": 1, // x\n "b": [1, 2,],\n}\n', expected: {a: '1', b: ['1', '2']}},
  {name: 'JSON without spaces', text: '{"a":{"b":[true,null,"x:y"]}}', expected: {a: {b: ['true', 'null', 'x:y']}}},
  {name: 'JSON that is cut off', text: '{"a": {"b": "c", "d": [1, {"e": "f"', expected: {a: {b: 'c', d: ['1', {e: 'f'}]}}},
  {name: 'a list that falls back to the left', text: 'a:\n    - b: 1\n  c: 2\n', expected: {a: [{b: '1'}], c: '2'}},
]

describe('the YAML walker', () => {
  for (const folder of ['eso-admission', 'kubeseal']) {
    it(`reads test/vectors/${folder} as a parser does`, () => {
      const names = readdirSync(`test/vectors/${folder}`).filter(name => name.endsWith('.yaml'))
      assert.ok(names.length > 0)
      for (const name of names) same(readFileSync(`test/vectors/${folder}/${name}`, 'utf8'), name)
    })
  }

  it('reads what a writer writes, in block and flow style', () => {
    const leaf = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9 .:/#'"{}[\],&*!|>%@-]{0,20}[a-z0-9]$/),
      fc.stringMatching(/^[a-z]{1,8}(\n[a-z]{1,8}){1,3}$/),
      fc.constantFrom('größe', 'a\tb', "it's", '"quoted"', 'back\\slash', '- dash', 'x: y', '# no comment'),
    )
    const key = fc.stringMatching(/^[a-z][a-zA-Z0-9_./-]{0,12}$/)
    const tree = fc.letrec(tie => ({
      node: fc.oneof(
        {depthSize: 'small'},
        leaf,
        fc.array(tie('node'), {minLength: 1, maxLength: 3}),
        fc.dictionary(key, tie('node'), {minKeys: 1, maxKeys: 4}),
      ),
    })).node
    fc.assert(
      fc.property(
        fc.dictionary(key, tree, {minKeys: 1}),
        fc.constantFrom('block', 'flow'),
        fc.constantFrom(0, 40),
        (value, style, width) => {
          const text = stringify(value, {collectionStyle: style as 'block' | 'flow', lineWidth: width})
          assert.deepEqual(documentsOf(text).map(trimmed), parsed(text).map(trimmed), text)
        },
      ),
      {numRuns: 500},
    )
  })

  it('finds the documents of a stream', () => {
    assert.deepEqual(documentsOf('---\na: 1\n---\nb: 2\n...\n---  # three\nc: 3\n----\n'), [{a: '1'}, {b: '2'}, {c: '3'}])
    assert.deepEqual(documentsOf('\uFEFFa: 1\n--- {b: 2}\n'), [{a: '1'}, {b: '2'}])
    assert.deepEqual(documentsOf('a: |\n  x\n  ---\n  y\n'), [{a: 'x\n---\ny'}])
    assert.deepEqual(documentsOf('a: 1\r\n---\r\nb: 2\r\n'), [{a: '1'}, {b: '2'}])
  })

  for (const {name, text, expected} of tolerated) {
    it(`tolerates ${name}`, () => {
      assert.deepEqual(documentsOf(text)[0], expected)
    })
  }

  it('walks sparsely what it walks wholly, but for what has no credential word in or above it', () => {
    const key = fc.constantFrom('name', 'value', 'password', 'image', 'secretRef', 'env', 'x')
    const leaf = fc.constantFrom('a', 'token', 'b c', 'hunter-2', 'x\ny')
    const tree = fc.letrec(tie => ({
      node: fc.oneof(
        {maxDepth: 4, depthSize: 'small'},
        leaf,
        fc.array(tie('node'), {minLength: 1, maxLength: 3}),
        fc.dictionary(key, tie('node'), {minKeys: 1, maxKeys: 3}),
      ),
    })).node
    fc.assert(
      fc.property(fc.dictionary(key, tree, {minKeys: 1, maxKeys: 3}), fc.constantFrom(0, 2), (value, indent) => {
        const text = Text.ofFile(Buffer.from(stringify(value, {indentSeq: indent === 2})))
        const hits = vocabulary.search(text.bytes()).credentials
        const range = {start: 0, end: text.content.length}
        assert.deepEqual(told(walkYaml(text, range, {hits, isSparse: true})), told(walkYaml(text, range, {hits})), text.content)
      }),
      {numRuns: 500},
    )
  })

  it('knows the way back from every leaf, folded, escaped or in a block', () => {
    const text = "a: \"x\\u00e9y\\n\\\"z\"\nb: 'it''s'\nc: >-\n  folded\n  on\nd: |\n    deep\n      er\ne: plain\n  goes on\n"
    const source = Text.ofFile(Buffer.from(text))
    const root = walkYaml(source, {start: 0, end: source.content.length})
    const back = (key: string, piece: string) => {
      const node = root?.type === 'mapping' ? root.entries.find(entry => entry.key === key)?.value : undefined
      assert.equal(node?.type, 'scalar')
      const content = (node as Extract<Node, {type: 'scalar'}>).content
      const start = content.content.indexOf(Buffer.from(piece).toString('latin1'))
      assert.notEqual(start, -1)
      const range = content.rangeInFile(start, start + Buffer.from(piece).length)
      return text.slice(range.start, range.end)
    }
    assert.equal(back('a', 'é'), '\\u00e9')
    assert.equal(back('a', 'y\n"z'), 'y\\n\\"z')
    assert.equal(back('b', "t's"), "t''s")
    assert.equal(back('c', 'ed on'), 'ed\n  on')
    assert.equal(back('d', 'deep\n  er'), 'deep\n      er')
    assert.equal(back('e', 'plain goes'), 'plain\n  goes')
  })
})
