import assert from 'node:assert/strict'
import {GsecError} from '../../../src/errors.js'
import type {EntryChange} from '../../../src/manifest/edit/change.js'
import {editFile} from '../../../src/manifest/edit/edit-file.js'
import {objectsOf, readManifests} from '../../../src/manifest/read-manifests.js'

interface Case {
  name: string
  before: string
  change: EntryChange
  /** Undefined: refused. */
  after?: string
}

const set = (key: string, value = 'AgB='): EntryChange => ({kind: 'set', key, value})
const remove = (key: string): EntryChange => ({kind: 'remove', key})
const rename = (key: string, newKey: string): EntryChange => ({kind: 'rename', key, newKey})

const places: Case[] = [
  {name: 'in the order of the keys', before: 'm:\n  a: x\n  c: z\n', change: set('b'), after: 'm:\n  a: x\n  b: AgB=\n  c: z\n'},
  {
    name: "in go-yaml's order of numbers",
    before: 'm:\n  k2: x\n  k11: z\n',
    change: set('k10'),
    after: 'm:\n  k2: x\n  k10: AgB=\n  k11: z\n',
  },
  {
    name: 'in a map that is but a merge',
    before: 'd: &d {a: 1}\nm:\n  <<: *d\n',
    change: set('b'),
    after: 'd: &d {a: 1}\nm:\n  b: AgB=\n  <<: *d\n',
  },
  {name: 'at the end of keys without order', before: 'm:\n  c: x\n  a: z\n', change: set('b'), after: 'm:\n  c: x\n  a: z\n  b: AgB=\n'},
  {
    name: 'above the comment of the first key',
    before: 'm:\n  # of b\n  b: x\n',
    change: set('a'),
    after: 'm:\n  a: AgB=\n  # of b\n  b: x\n',
  },
  {
    name: 'behind the comment of the last line',
    before: 'm:\n  a: x # of a\nz: 1\n',
    change: set('b'),
    after: 'm:\n  a: x # of a\n  b: AgB=\nz: 1\n',
  },
  {
    name: 'before the comment of the next key',
    before: 'm:\n  a: x\n  # of c\n  c: z\n',
    change: set('b'),
    after: 'm:\n  a: x\n  b: AgB=\n  # of c\n  c: z\n',
  },
  {
    name: 'behind a block scalar',
    before: 'm:\n  a: |\n    x\n\n\nz: 1\n',
    change: set('b'),
    after: 'm:\n  a: |\n    x\n  b: AgB=\n\n\nz: 1\n',
  },
  {
    name: 'behind the line breaks that a block scalar keeps',
    before: 'm:\n  a: |+\n    x\n\nz: 1\n',
    change: set('b'),
    after: 'm:\n  a: |+\n    x\n\n  b: AgB=\nz: 1\n',
  },
  {
    name: 'with quotes where its neighbour has some',
    before: 'm:\n  "a": \'x\'\n',
    change: set('b'),
    after: 'm:\n  "a": \'x\'\n  "b": \'AgB=\'\n',
  },
  {
    name: 'with quotes where YAML would take the key for another type',
    before: 'm:\n  a: x\n',
    change: set('yes'),
    after: 'm:\n  a: x\n  "yes": AgB=\n',
  },
]

const missing: Case[] = [
  {name: 'absent', before: 'x: 1\n', change: set('a'), after: 'm:\n  a: AgB=\nx: 1\n'},
  {name: 'absent, in a file indented by four', before: 'x:\n    y: 1\n', change: set('a'), after: 'm:\n    a: AgB=\nx:\n    y: 1\n'},
  {name: 'absent, no final line break', before: 'a: 1', change: set('a'), after: 'a: 1\nm:\n  a: AgB='},
  {name: 'null without a word', before: 'm:\nx: 1\n', change: set('a'), after: 'm:\n  a: AgB=\nx: 1\n'},
  {name: 'null with a comment', before: 'm: # none yet\nx: 1\n', change: set('a'), after: 'm: # none yet\n  a: AgB=\nx: 1\n'},
  {name: 'the word null', before: 'm: null # none yet\nx: 1\n', change: set('a'), after: 'm: # none yet\n  a: AgB=\nx: 1\n'},
  {name: 'empty braces', before: 'm: {}\r\nx: 1\r\n', change: set('a'), after: 'm:\r\n  a: AgB=\r\nx: 1\r\n'},
  {name: 'at the end of the file', before: 'x: 1\nm:', change: set('a'), after: 'x: 1\nm:\n  a: AgB='},
  {name: 'absent in JSON', before: '{\n  "x": 1\n}\n', change: set('a'), after: '{\n  "m": {\n    "a": "AgB="\n  },\n  "x": 1\n}\n'},
  {
    name: 'absent at the end of JSON',
    before: '{\n    "a": 1\n}\n',
    change: set('b'),
    after: '{\n    "a": 1,\n    "m": {\n        "b": "AgB="\n    }\n}\n',
  },
  {name: 'absent in JSON of one line', before: '{"a":1}', change: set('b'), after: '{"a":1,"m":{"b":"AgB="}}'},
  {
    name: 'empty in JSON',
    before: '{\n\t"m": {},\n\t"x": 1\n}\n',
    change: set('a'),
    after: '{\n\t"m": {\n\t\t"a": "AgB="\n\t},\n\t"x": 1\n}\n',
  },
  {name: 'null in JSON', before: '{"m": null}', change: set('a'), after: '{"m": {"a": "AgB="}}'},
  {name: 'null in a flow map', before: '{x: 1, m: }\n', change: set('a'), after: '{x: 1, m: {a: AgB=} }\n'},
]

const flow: Case[] = [
  {name: 'set in order', before: 'm: {a: x, c: z}\n', change: set('b'), after: 'm: {a: x, b: AgB=, c: z}\n'},
  {name: 'set behind a comment', before: 'm: {\n  a: x # of a\n}\n', change: set('b'), after: 'm: {\n  a: x, # of a\n  b: AgB=\n}\n'},
  {name: 'set behind a last comma', before: 'm: {\n  a: x,\n}\n', change: set('b'), after: 'm: {\n  a: x,\n  b: AgB=,\n}\n'},
  {name: 'remove the first', before: 'm: {a: x, c: z}\n', change: remove('a'), after: 'm: {c: z}\n'},
  {name: 'remove the last', before: 'm: {a: x, c: z}\n', change: remove('c'), after: 'm: {a: x}\n'},
  {name: 'remove the only one', before: 'm: { a: x }\n', change: remove('a'), after: 'm: {}\n'},
  {
    name: 'remove one of several lines, and leave the comment of the next',
    before: 'm: {\n  a: x, # of a\n  # of b\n  b: y\n}\n',
    change: remove('a'),
    after: 'm: {\n  # of b\n  b: y\n}\n',
  },
  {name: 'remove the last line', before: '{"m": {\n  "a": "x",\n  "b": "y"\n}}\n', change: remove('b'), after: '{"m": {\n  "a": "x"\n}}\n'},
  {
    name: 'remove the last line behind a comment',
    before: 'm: {\n  a: x, # of a\n  b: y\n}\n',
    change: remove('b'),
    after: 'm: {\n  a: x # of a\n}\n',
  },
  {name: 'rename in JSON', before: '{"m": {"a": "x"}}', change: rename('a', 'yes'), after: '{"m": {"yes": "x"}}'},
]

const values: Case[] = [
  {name: 'plain', before: 'm:\n  a: x # c\n', change: set('a'), after: 'm:\n  a: AgB= # c\n'},
  {name: 'single-quoted', before: "m:\n  a:   'x'\n", change: set('a'), after: "m:\n  a:   'AgB='\n"},
  {name: 'double-quoted over several lines', before: 'm:\n  a: "x\\\n    y" # c\n', change: set('a'), after: 'm:\n  a: "AgB=" # c\n'},
  {name: 'plain over several lines', before: 'm:\n  a:\n    x\n    y\n  b: 1\n', change: set('a'), after: 'm:\n  a:\n    AgB=\n  b: 1\n'},
  {name: 'folded', before: 'm:\n  a: >- # c\n      x\n\nb: 1\n', change: set('a'), after: 'm:\n  a: >- # c\n      AgB=\n\nb: 1\n'},
  {
    name: 'literal and wrapped',
    before: 'm:\r\n  a: |\r\n    1234\r\n    56\r\n  b: 1\r\n',
    change: set('a', 'abcdefghij'),
    after: 'm:\r\n  a: |\r\n    abcd\r\n    efgh\r\n    ij\r\n  b: 1\r\n',
  },
  {name: 'an alias', before: 'x: &v 1\nm:\n  a: *v\n', change: set('a'), after: 'x: &v 1\nm:\n  a: AgB=\n'},
  {name: 'anchored, and nothing refers to it', before: 'm:\n  a: &v x\n', change: set('a'), after: 'm:\n  a: &v AgB=\n'},
  {
    name: 'inherited by a merge',
    before: 'd: &d\n  a: 1\nm:\n  <<: *d\n  b: 2\n',
    change: set('a'),
    after: 'd: &d\n  a: 1\nm:\n  <<: *d\n  a: AgB=\n  b: 2\n',
  },
]

const removals: Case[] = [
  {
    name: 'its comment on the line goes, those above stay',
    before: 'm:\n  # on a\n  a: x # c\n  b: y\n',
    change: remove('a'),
    after: 'm:\n  # on a\n  b: y\n',
  },
  {name: 'the only entry', before: 'm: # c\n  a: x\nz: 1\n', change: remove('a'), after: 'm: {} # c\nz: 1\n'},
  {name: 'the only entry, anchored map', before: 'm: &m\n  a: x\nz: 1\n', change: remove('a'), after: 'm: &m {}\nz: 1\n'},
  {name: 'the last line without a line break', before: 'm:\r\n  a: x\r\n  b: y', change: remove('b'), after: 'm:\r\n  a: x'},
  {name: 'a block scalar', before: 'm:\n  a: |\n    x\n    y\n  b: 1\n', change: remove('a'), after: 'm:\n  b: 1\n'},
  {
    name: 'the only one in braces, whose comment stays',
    before: 'm: {\n  # why\n  a: x,\n}\n',
    change: remove('a'),
    after: 'm: {\n  # why\n}\n',
  },
  {
    name: 'the only one in braces on the line of a comment',
    before: 'm: { # why\n  a: x }\n',
    change: remove('a'),
    after: 'm: { # why\n   }\n',
  },
  {
    name: 'the last one in braces, behind a comment and CRLF',
    before: 'm: {\r\n  a: x, # c\r\n  b: y\r\n}\r\n',
    change: remove('b'),
    after: 'm: {\r\n  a: x # c\r\n}\r\n',
  },
  {name: 'an explicit key', before: 'm:\n  ? a\n  : x\n  b: y\n', change: remove('a'), after: 'm:\n  b: y\n'},
]

const refusals: Case[] = [
  {name: 'a value that an alias repeats', before: 'm:\n  a: &v x\nz: *v\n', change: set('a')},
  {name: 'the removal of a value that an alias repeats', before: 'm:\n  a: &v x\n  b: y\nz: *v\n', change: remove('a')},
  {name: 'a map that an alias repeats', before: 'm: &m\n  a: x\nz: *m\n', change: set('b')},
  {name: 'a map that is an alias', before: 'z: &m\n  a: x\nm: *m\n', change: set('b')},
  {name: 'the removal of an entry that a merge brings', before: 'd: &d\n  a: 1\nm:\n  <<: *d\n  b: 2\n', change: remove('a')},
  {name: 'a text where the map should be', before: 'm: x\n', change: set('a')},
  {name: 'a map where the text should be', before: 'm:\n  a:\n    b: c\n', change: set('a')},
  {name: 'a removal by which a comment would become text', before: 'm:\n  a: |\n    x\n  b: y\n     # c\n', change: remove('b')},
  {name: 'braces in which the map has not even a colon', before: '{kind: X, m}\n', change: set('a')},
  {name: 'a comment in empty braces', before: 'm: { # c\n  }\n', change: set('a')},
]

const oddFlow: Case[] = [
  {
    name: 'with a value on a line of its own',
    before: 'm: {a:\n    x}\n',
    change: set('b'),
    after: 'm: {a:\n    x, b: AgB=}\n',
  },
  {
    name: 'with a comment behind the last value',
    before: 'm: {a: x # c\n  }\n',
    change: set('b'),
    after: 'm: {a: x, # c\n    b: AgB=\n  }\n',
  },
]

const tables: Record<string, Case[]> = {
  'puts a new key': places,
  'makes a map that is': missing,
  'changes flow maps:': flow,
  'adds to a flow map': oddFlow,
  'replaces a value that is': values,
  'removes an entry:': removals,
}

describe('editFile', () => {
  for (const [title, cases] of Object.entries(tables)) {
    for (const {name, before, change, after} of cases.filter(one => one.after !== undefined)) {
      it(`${title} ${name}`, () => {
        assert.equal(edited(before, change), after)
      })
    }
  }

  for (const {name, before, change} of refusals) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => edited(before, change),
        (error: unknown) => error instanceof GsecError && error.code === 'EDIT_REFUSED' && /^f:\d+:\d+$/.test(error.where ?? ''),
      )
    })
  }

  it('keeps the other objects of a List and the other documents', () => {
    const text = '# head\nkind: A\nm: {a: 1}\n---\nkind: List\nitems:\n- kind: B\n  m:\n    a: 1\n- kind: C # c\n  m:\n    a: 2\n'
    const file = readManifests(Buffer.from(text), 'f')
    const [, , object] = file.documents.flatMap(objectsOf)
    assert.ok(object)
    const after = editFile(file, [{object, path: ['m'], change: set('b')}])
    assert.equal(after.text, text.replace('    a: 2\n', '    a: 2\n    b: AgB=\n'))
  })

  it('makes several changes at once', () => {
    const file = readManifests(Buffer.from('m:\n  a: 1\n  b: 2\n  c: 3\n---\nm:\n  a: 1\n'), 'f')
    const [first, second] = file.documents.flatMap(objectsOf)
    assert.ok(first && second)
    const after = editFile(file, [
      {object: first, path: ['m'], change: set('d')},
      {object: first, path: ['m'], change: remove('a')},
      {object: first, path: ['m'], change: set('b')},
      {object: first, path: ['m'], change: rename('c', 'e')},
      {object: second, path: ['m'], change: set('a', 'AgC=')},
    ])
    assert.equal(after.text, 'm:\n  b: AgB=\n  e: 3\n  d: AgB=\n---\nm:\n  a: AgC=\n')
  })
})

function edited(text: string, change: EntryChange): string {
  const file = readManifests(Buffer.from(text), 'f')
  const [object] = file.documents.flatMap(objectsOf)
  assert.ok(object)
  return editFile(file, [{object, path: ['m'], change}]).text
}
