import assert from 'node:assert/strict'
import fc from 'fast-check'
import {readSimpleYaml} from '../../src/manifest/read-simple-yaml.js'
import {readYaml} from '../../src/manifest/read-yaml.js'

// Text that is often, but by no means always, in the simple form.
const word = fc.constantFrom('a', 'key-1', '.dot', 'tls.crt', 'y', 'null', '12', '1e3', 'a/b', 'app.kubernetes.io/name')
const value = fc.oneof(
  fc.constantFrom(
    '',
    ' x',
    ' aHVudGVyMg==',
    ' a b  c',
    ' a: b',
    ' a #b',
    ' "q"',
    " 'q'",
    ' "a\\n"',
    ' yes',
    ' 0777',
    ' ~',
    ' |',
    ' |-',
    ' |+',
    ' >',
    ' http://h/p',
    ' - x',
    ' [a]',
    ' {}',
    ' &a b',
    ' *a',
    ' # c',
    ' -',
    ' -1',
    ' "" x',
    ' x:',
    ' /etc',
    ' %x',
    ' @x',
    ' ---',
    ' .5',
    ' <<',
    ' =',
    ' é',
  ),
  fc.string({maxLength: 6}).map(text => ` ${text}`),
)
const line = fc.oneof(
  {weight: 10, arbitrary: fc.tuple(fc.nat(4), word, value).map(([indent, key, text]) => `${' '.repeat(indent)}${key}:${text}`)},
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(4), fc.constantFrom('- ', '-  ', '-', '- - '), word, value, fc.boolean())
      .map(([indent, dash, key, text, isMap]) => `${' '.repeat(indent)}${dash}${isMap ? `${key}:${text}` : text.trimStart()}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(6), fc.constantFrom('text', '- item', '# comment', '', 'more text: here'))
      .map(([indent, text]) => ' '.repeat(indent) + text),
  },
  {weight: 1, arbitrary: fc.constantFrom('---', '--- ', '--- # c', '...', '%YAML 1.1')},
)
const text = fc.tuple(fc.array(line, {maxLength: 12}), fc.boolean()).map(([lines, newline]) => lines.join('\n') + (newline ? '\n' : ''))

describe('the simple YAML reader', () => {
  it('reads what it reads exactly as the real parser does, and declines the rest', () => {
    let read = 0
    fc.assert(
      fc.property(text, source => {
        const simple = readSimpleYaml(source)
        if (!simple) return
        read++
        assert.deepEqual(contentOf(simple), contentOf(readYaml(source, 'f.yaml')))
      }),
      {numRuns: 20_000, seed: 7},
    )
    assert.ok(read > 1000, `only ${read} texts were in the simple form`)
  })

  it('reads lists of maps and of texts, in the column of their key and deeper', () => {
    const source =
      'spec:\n  data:\n  - secretKey: a\n    remoteRef:\n      key: b\n  # note\n\n  - secretKey: "c d"\n    remoteRef:\n      key: e\n  dataFrom:\n    - extract:\n        key: x\n      rewrite:\n      - regexp:\n          source: |\n            y\n          target: z\n  names:\n    - one\n    - \'two\'\nlast: 1\n'
    const simple = readSimpleYaml(source)
    assert.ok(simple)
    assert.deepEqual(simple, readYaml(source, 'f.yaml'))
  })

  it('reads a plain Secret, a literal block and several documents', () => {
    const source =
      '# head\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n\n  k: eA==\nstringData:\n  tls.crt: |\n    one\n      two\n  b: "x y"\n---\nkind: Secret\n'
    const simple = readSimpleYaml(source)
    assert.ok(simple)
    assert.deepEqual(simple, readYaml(source, 'f.yaml'))
  })
})

/** An empty document stands as null or as nothing; both mean the same to every caller. */
const contentOf = (documents: ReturnType<typeof readYaml>) =>
  documents.filter(({root}) => root && !(root.kind === 'scalar' && root.value === null))
