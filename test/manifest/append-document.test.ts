import assert from 'node:assert/strict'
import fc from 'fast-check'
import {parseAllDocuments} from 'yaml'
import {GsecError} from '../../src/errors.js'
import {appendDocument, type NewDocument} from '../../src/manifest/append-document.js'

const added: NewDocument = {
  value: {apiVersion: 'v1', kind: 'ExternalSecret', metadata: {name: 'db', namespace: 'shop'}},
  text: 'apiVersion: v1\nkind: ExternalSecret\nmetadata:\n  name: db\n  namespace: shop\n',
}
const append = (existing: string, mayReplace = false) => appendDocument(Buffer.from(existing), 'a.yaml', added, {mayReplace})
const refused = (code: string, where: string) => (error: unknown) => {
  assert.ok(error instanceof GsecError)
  assert.deepEqual([error.code, error.where], [code, where])
  return true
}

describe('a document at the end of a file', () => {
  const other = 'kind: A # first\nb:   "c"\n'
  const cases: {name: string; existing: string; expected: string}[] = [
    {name: 'an empty file', existing: '', expected: added.text},
    {name: 'comments alone', existing: '# what it is\n', expected: `# what it is\n${added.text}`},
    {name: 'another document', existing: other, expected: `${other}---\n${added.text}`},
    {name: 'no line break at the end', existing: 'kind: A', expected: `kind: A\n---\n${added.text}`},
    {name: 'a separator at the end', existing: `${other}---\n`, expected: `${other}---\n${added.text}`},
    {name: 'a separator and a comment', existing: `${other}--- # next\n# soon\n`, expected: `${other}--- # next\n# soon\n${added.text}`},
    {name: 'an end of document', existing: `${other}...\n`, expected: `${other}...\n---\n${added.text}`},
    {
      name: 'Windows line ends',
      existing: 'kind: A\r\nb: c\r\n',
      expected: `kind: A\r\nb: c\r\n---\r\n${added.text.replaceAll('\n', '\r\n')}`,
    },
    {name: 'a byte order mark', existing: `\ufeff${other}`, expected: `\ufeff${other}---\n${added.text}`},
    {
      name: 'a block scalar that keeps its line breaks',
      existing: 'kind: A\nb: |+\n  c\n\n',
      expected: `kind: A\nb: |+\n  c\n\n---\n${added.text}`,
    },
    {
      name: 'an object of the same name and another kind or namespace',
      existing: 'kind: Secret\nmetadata: {name: db, namespace: shop}\n---\nkind: ExternalSecret\nmetadata: {name: db}\n',
      expected: `kind: Secret\nmetadata: {name: db, namespace: shop}\n---\nkind: ExternalSecret\nmetadata: {name: db}\n---\n${added.text}`,
    },
  ]
  for (const {name, existing, expected} of cases)
    it(`comes behind ${name}`, () => {
      assert.equal(append(existing), expected)
    })

  it('leaves every byte before it, whatever the texts in the file are', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string()), {minLength: 1, maxLength: 3}), maps => {
        const existing = maps.map(map => `${JSON.stringify({kind: 'A', map}).replace(/^\{/, '{ ')}\n`).join('---\n')
        const text = append(`# c\n${existing}`)
        assert.ok(text.startsWith(`# c\n${existing}`))
        assert.equal(parseAllDocuments(text).length, maps.length + 1)
      }),
    )
  })

  it('takes the place of the same object, where that is allowed', () => {
    const existing = `kind: A\n---\n# about it\n${added.text}  labels: {a: b}\n# end\n---\nkind: B\n`
    assert.throws(() => append(existing), refused('FILE_EXISTS', 'a.yaml:4:1'))
    assert.equal(append(existing, true), `kind: A\n---\n# about it\n${added.text}# end\n---\nkind: B\n`)
  })

  it('is refused by JSON', () => {
    assert.throws(() => append('{"kind": "A"}'), refused('EDIT_REFUSED', 'a.yaml'))
  })

  it('is refused where it would change the document before', () => {
    assert.throws(() => append('kind: A\nb: |\n  c'), refused('EDIT_REFUSED', 'a.yaml'))
  })

  it('is refused by what is no YAML', () => {
    assert.throws(() => append('a: [\n'), refused('MANIFEST_INVALID', 'a.yaml:2:1'))
  })
})
