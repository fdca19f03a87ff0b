import assert from 'node:assert/strict'
import {GsecError} from '../../src/errors.js'
import type {ManifestNode} from '../../src/manifest/node.js'
import {nodeAt, textAt} from '../../src/manifest/node.js'
import {plainValueOf} from '../../src/manifest/plain-value.js'
import {readYaml} from '../../src/manifest/read-yaml.js'

const rootOf = (text: string) => readYaml(text, 'f.yaml')[0]?.root as ManifestNode
const scalarOf = (source: string) => {
  const node = nodeAt(rootOf(`a: ${source}\n`), 'a')
  assert.ok(node?.kind === 'scalar')
  return node
}

// What kubectl 1.35.2 made of each, and what it prints where a string is wanted.
const scalars: {source: string; value: unknown; text?: string}[] = [
  ...['yes', 'Yes', 'YES', 'y', 'Y', 'on', 'true'].map(source => ({source, value: true, text: 'true'})),
  ...['no', 'N', 'off', 'False'].map(source => ({source, value: false, text: 'false'})),
  ...['~', 'null', 'Null', ''].map(source => ({source, value: null, text: 'null'})),
  {source: '0777', value: 511, text: '511'},
  {source: '0b11', value: 3, text: '3'},
  {source: '1_000', value: 1000, text: '1000'},
  {source: '0_7', value: 7, text: '7'},
  {source: '0x_1', value: 1, text: '1'},
  {source: '0x1F', value: 31, text: '31'},
  {source: '0o17', value: 15, text: '15'},
  {source: '-0x10', value: -16, text: '-16'},
  {source: '+1', value: 1, text: '1'},
  {source: '08', value: 8, text: '8'},
  {source: '1e3', value: 1000, text: '1000'},
  {source: '.5', value: 0.5, text: '0.5'},
  {source: '1.', value: 1, text: '1'},
  {source: '1.50', value: 1.5, text: '1.5'},
  {source: '1000000.0', value: 1e6, text: '1e+06'},
  {source: '0.00001', value: 0.00001, text: '1e-05'},
  // as text with 32 bits of precision only
  {source: '123456789.0', value: 123456789, text: '1.2345679e+08'},
  {source: '16777217.0', value: 16777217, text: '1.6777216e+07'},
  {source: '1e300', value: 1e300, text: '+Inf'},
  {source: '1e-50', value: 1e-50, text: '0'},
  {source: '.inf', value: Number.POSITIVE_INFINITY, text: '+Inf'},
  {source: '9007199254740993', value: 9007199254740993n, text: '9007199254740993'},
  {source: '1:30', value: '1:30'},
  {source: '190:20:30', value: '190:20:30'},
  {source: '2020-01-01', value: '2020-01-01'},
  {source: 'nil', value: 'nil'},
  {source: 'None', value: 'None'},
  {source: 'TrUe', value: 'TrUe'},
  {source: '=', value: '='},
  {source: '"yes"', value: 'yes'},
  {source: "'0777'", value: '0777'},
  {source: '!!str 123', value: '123'},
  {source: '!!binary aGk=', value: 'hi'},
]

const faults: {name: string; text: string; where: string; message: RegExp}[] = [
  {name: 'a tab as indentation', text: 'a:\n\tb: 1\n', where: 'f.yaml:2:1', message: /a tab is used for indentation/},
  {name: 'a missing bracket', text: 'a: [1\n', where: 'f.yaml:2:1', message: /not valid YAML/},
  {name: 'two colons', text: 'a: b: c\n', where: 'f.yaml:1:4', message: /not valid YAML/},
  {name: 'an alias without anchor', text: 'a: *nope\n', where: 'f.yaml:1:4', message: /alias/},
  {name: 'an alias inside its own anchor', text: 'a: &x\n  b: *x\n', where: 'f.yaml:2:6', message: /inside its own anchor/},
  {name: 'a map as a key', text: '? {b: 1}\n: c\n', where: 'f.yaml:1:3', message: /a key must be text, not a map or a list/},
  {name: 'a null key', text: '~: 1\n', where: 'f.yaml:1:1', message: /a key must be text, not null/},
  {name: 'a merge of text', text: '<<: x\n', where: 'f.yaml:1:1', message: /merge key/},
  {name: 'a binary that is none', text: 'a: !!binary "?"\n', where: 'f.yaml:1:13', message: /not base64/},
]

describe('the YAML reader', () => {
  for (const {source, value, text} of scalars) {
    it(`reads ${source || 'an empty value'} as kubectl does`, () => {
      const node = scalarOf(source)
      assert.deepEqual([node.value, node.text], [value, text ?? value])
    })
  }

  it('turns keys into the text that the API server would see', () => {
    const root = rootOf('yes: 1\n0x10: 2\n1.5: 3\n"12": 4\n.inf: 5\n123456789.5: 6\n')
    assert.deepEqual(root.kind === 'map' && root.entries.map(({key}) => key.text), ['true', '16', '1.5', '12', '.inf', '1.2345679e+08'])
  })

  it('applies merge keys, the map itself winning, then the earlier source', () => {
    const root = rootOf('x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {<<: [*x, *y], c: 3}\n')
    assert.deepEqual(
      plainValueOf(nodeAt(root, 'z')!),
      new Map([
        ['a', 1],
        ['b', 1],
        ['c', 3],
      ]),
    )
  })

  it('gives an alias the place where it stands and the value of the latest anchor of its name', () => {
    const text = 'a: &x one\nb: *x\nc: &x two\nd: *x\n'
    const root = rootOf(text)
    assert.deepEqual([textAt(root, 'b'), textAt(root, 'd')], ['one', 'two'])
    const d = nodeAt(root, 'd')!
    assert.equal(text.slice(d.start, d.end), '*x')
  })

  for (const {name, text, where, message} of faults) {
    it(`refuses ${name}, and says where`, () => {
      assert.throws(
        () => readYaml(text, 'f.yaml'),
        (error: unknown) => {
          assert.ok(error instanceof GsecError)
          assert.deepEqual([error.code, error.where], ['MANIFEST_INVALID', where], text)
          assert.match(error.message, message)
          return true
        },
      )
    })
  }

  it('refuses to blow aliases up', () => {
    const levels = Array.from(
      {length: 12},
      (_, level) =>
        `l${level}: &l${level} [${Array(10)
          .fill(level === 0 ? 'x' : `*l${level - 1}`)
          .join(', ')}]`,
    )
    const root = rootOf(`${levels.join('\n')}\n`)
    assert.throws(() => plainValueOf(root), /aliases multiply/)
  })

  for (const [name, text] of [
    ['a list of aliases', `x: &x {${keys(1000)}}\ny:\n  <<: [${Array(1000).fill('*x').join(', ')}]\n`],
    ['many maps', `x: &x {${keys(1000)}}\ny: [${Array(1000).fill('{<<: *x}').join(', ')}]\n`],
  ] as const) {
    it(`refuses to multiply entries by merge keys, ${name}`, () => {
      assert.throws(() => readYaml(text, 'f.yaml'), /merge keys multiply/)
    })
  }

  it('reads an empty stream, comments alone and empty documents as nothing', () => {
    for (const text of ['', '# nothing\n', '---\n---\n# end\n']) {
      assert.ok(readYaml(text, 'f.yaml').every(({root}) => root === undefined || (root.kind === 'scalar' && root.value === null)))
    }
  })
})

function keys(count: number): string {
  return Array.from({length: count}, (_, index) => `k${index}: 1`).join(', ')
}
