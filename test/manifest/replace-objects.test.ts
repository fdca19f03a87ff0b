import assert from 'node:assert/strict'
import {objectsOf, readManifests} from '../../src/manifest/read-manifests.js'
import {replaceObjects} from '../../src/manifest/replace-objects.js'

const value = {kind: 'New', metadata: {name: 'web'}, list: ['a'], note: 'one\ntwo\n'}
const replaced = (text: string) => {
  const file = readManifests(Buffer.from(text), 'f.yaml')
  const objects = file.documents.flatMap(document => objectsOf(document)).filter(({kind}) => kind === 'Old')
  return replaceObjects(
    file,
    objects.map(object => ({object, value})),
  )
}
const written = 'kind: New\nlist:\n- a\nmetadata:\n  name: web\nnote: |\n  one\n  two\n'

const cases: {name: string; before: string; after: string}[] = [
  {name: 'a document alone', before: 'kind: Old\na: b\n', after: written},
  {name: 'a document without a last line break', before: 'kind: Old\na: b', after: written.trimEnd()},
  {
    name: 'comments before and after',
    before: '# head\n\nkind: Old # gone\na:\n  b: c # gone too\n\n# tail\n',
    after: `# head\n\n${written.trimEnd()}\n\n# tail\n`,
  },
  {
    name: 'the second of three documents',
    before: 'kind: Keep\nx:   1\n---\nkind: Old\n--- # c\nkind: Keep\n',
    after: `kind: Keep\nx:   1\n---\n${written}--- # c\nkind: Keep\n`,
  },
  {name: 'a flow document behind its marker', before: '--- {kind: Old, a: b}\n---\nx: 1\n', after: `--- \n${written}---\nx: 1\n`},
  {
    name: 'a document that ends in a block scalar',
    before: 'kind: Old\nd: |\n  x\n\n---\nx: 1\n',
    after: `${written.trimEnd()}\n\n---\nx: 1\n`,
  },
  {name: 'CRLF', before: 'kind: Old\r\na: b\r\n---\r\nx: 1\r\n', after: `${written.replaceAll('\n', '\r\n')}---\r\nx: 1\r\n`},
  {name: 'a byte order mark', before: '\ufeffkind: Old\n', after: `\ufeff${written}`},
  {
    name: 'an item of a List',
    before: 'kind: List\nitems:\n- kind: Keep\n- kind: Old\n  a: b\n- kind: Keep # c\n',
    after:
      'kind: List\nitems:\n- kind: Keep\n- kind: New\n  list:\n  - a\n  metadata:\n    name: web\n  note: |\n    one\n    two\n- kind: Keep # c\n',
  },
  {
    name: 'a flow item of a List',
    before: 'kind: List\nitems:\n  - {kind: Old}\n  - {kind: Keep}\n',
    after:
      'kind: List\nitems:\n  - {\n    "kind": "New",\n    "metadata": {\n      "name": "web"\n    },\n    "list": [\n      "a"\n    ],\n    "note": "one\\ntwo\\n"\n  }\n  - {kind: Keep}\n',
  },
  {
    name: 'a JSON object between others',
    before: '{"kind": "Keep"}\n{"kind": "Old", "a": [1]}\n{"kind": "Keep"}\n',
    after:
      '{"kind": "Keep"}\n{\n  "kind": "New",\n  "metadata": {\n    "name": "web"\n  },\n  "list": [\n    "a"\n  ],\n  "note": "one\\ntwo\\n"\n}\n{"kind": "Keep"}\n',
  },
  {name: 'a document whose last value is an alias', before: 'kind: Old\na: &x b\nc: *x\n---\nx: 1\n', after: `${written}---\nx: 1\n`},
  {name: 'a document whose last value is empty', before: 'kind: Old\na:\n---\nx: 1\n', after: `${written}---\nx: 1\n`},
]

describe('replacing objects in a file', () => {
  for (const {name, before, after} of cases) {
    it(`keeps everything else: ${name}`, () => {
      assert.equal(replaced(before), after)
      assert.ok(readManifests(Buffer.from(after), 'after').documents.length > 0, 'what it leaves can be read')
    })
  }

  it('changes nothing without a replacement', () => {
    const text = '\ufeff# a\r\nkind:   Keep\r\n---\r\n{"b": 1}\r\n'
    assert.equal(replaceObjects(readManifests(Buffer.from(text), 'f'), []), text)
  })
})
