import assert from 'node:assert/strict'
import {parseEnvFile} from '../../src/seal/env-file.js'

const parse = (text: string | Buffer, environment: Record<string, string> = {}) =>
  parseEnvFile(Buffer.from(text), '.env', name => environment[name]).map(({key, value, line}) => [key, value.reveal().toString(), line])

// Expectations are kubectl 1.35.2's: kubectl create secret generic x --from-env-file=.env --dry-run=client -o yaml
const cases: {name: string; text: string; entries: [string, string, number][]}[] = [
  {
    name: 'one pair a line',
    text: 'A=1\nB=two\n',
    entries: [
      ['A', '1', 1],
      ['B', 'two', 2],
    ],
  },
  {name: 'comments and blank lines', text: '# c\n\n  # d\nA=1', entries: [['A', '1', 4]]},
  {name: 'everything behind the first = as it is', text: 'A= "x" = y #z ', entries: [['A', ' "x" = y #z ', 1]]},
  {name: 'an empty value', text: 'A=\n', entries: [['A', '', 1]]},
  {name: 'space before the key', text: ' \tA=1\n', entries: [['A', '1', 1]]},
  {
    name: 'CRLF and a byte order mark',
    text: '\ufeffA=1\r\nB=2\r\n',
    entries: [
      ['A', '1', 1],
      ['B', '2', 2],
    ],
  },
  {name: 'dots and dashes in keys', text: 'a.b-c=1\n', entries: [['a.b-c', '1', 1]]},
]

describe('an environment file, by the grammar of kubectl', () => {
  for (const {name, text, entries} of cases) it(`takes ${name}`, () => assert.deepEqual(parse(text), entries))

  it('takes the value of a key alone from the environment, and is empty when it is not set', () => {
    assert.deepEqual(parse('A\nB\n', {A: 'x'}), [
      ['A', 'x', 1],
      ['B', '', 2],
    ])
  })

  it('refuses what is no name, says where, and does not quote the line', () => {
    for (const text of ['A=1\nexport TOKEN=hunter2\n', 'A=1\n1A=hunter2\n', 'A=1\n=hunter2', 'A=1\nKEY : hunter2']) {
      assert.throws(
        () => parse(text),
        (error: Error & {where?: string}) => error.where === '.env:2' && !error.message.includes('hunter2'),
      )
    }
    assert.throws(() => parse(Buffer.from([0x41, 0x3d, 0xff])), /is not UTF-8 text/)
  })
})
