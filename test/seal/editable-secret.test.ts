import assert from 'node:assert/strict'
import fc from 'fast-check'
import type {Binding} from '../../src/crypto/label.js'
import {editableSecret, readEditedSecret} from '../../src/seal/change/editable-secret.js'
import {valueChanges} from '../../src/seal/change/value-changes.js'
import {Secret} from '../../src/secret.js'
import {nastyText} from '../support/nasty-values.js'

const binding: Binding = {scope: 'strict', namespace: 'shop', name: 'db'}
const secrets = (values: Record<string, string | Uint8Array>) =>
  new Map(Object.entries(values).map(([key, value]) => [key, Secret.of(value)]))
const edited = (text: string, by: Binding = binding) => readEditedSecret(text, by, 'db.yaml')
const shown = (values: Record<string, string | Uint8Array>) => editableSecret(binding, secrets(values), 'f.yaml')
const plain = (values: ReadonlyMap<string, Secret>) =>
  Object.fromEntries([...values].map(([key, value]) => [key, value.reveal().toString()]))

describe('the text that a person edits', () => {
  it('is text under stringData, and other bytes in base64 under data', () => {
    const text = editableSecret(
      binding,
      secrets({a: 'one', lines: 'x\n\n  y\n', yes: 'no', bytes: Uint8Array.of(0, 255), bell: '\u0007'}),
      'f.yaml',
    )
    assert.equal(
      text,
      `# The values of shop/db in f.yaml, in plaintext.
# When you save and close, what changed is sealed again; keys may come and go. Unchanged or emptied, nothing happens.
# Text stands under stringData, other bytes in base64 under data.
apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
stringData:
  a: one
  lines: |
    x

      y
  "yes": "no"
data:
  bytes: AP8=
  bell: Bw==
`,
    )
  })

  it('says where live values come from, on a line of its own whatever the name holds', () => {
    const text = editableSecret(binding, secrets({}), 'a\nkind: x.yaml', 'context "p\n- x"')
    assert.match(
      text,
      /^# The values of shop\/db in a\\nkind: x\.yaml, in plaintext\.\n# They are those of the live Secret in context "p\\n- x"\.\n/,
    )
    assert.match(text, /\nstringData: \{\}\n$/)
  })

  it('leaves out a namespace that there is none of', () => {
    const anywhere: Binding = {scope: 'cluster-wide', namespace: '', name: 'db'}
    const text = editableSecret(anywhere, secrets({a: 'x'}), 'f.yaml')
    assert.doesNotMatch(text, /namespace/)
    assert.deepEqual(plain(edited(text, anywhere)), {a: 'x'})
  })

  it('means the same values when it comes back as it was', () => {
    const value = fc.oneof(
      nastyText().map(text => Buffer.from(text)),
      fc.string({unit: 'binary'}).map(text => Buffer.from(text)),
      fc.string({unit: fc.constantFrom(...' \t\n\r:#-\'"|>{}[]&*!%@`~0ynà\u2028😀\ufeff\u0085')}).map(text => Buffer.from(text)),
      fc.uint8Array({maxLength: 20}).map(bytes => Buffer.from(bytes)),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[-_a-zA-Z0-9]{1,8}$/), value, {maxKeys: 5}), values => {
        const before = secrets(values)
        assert.deepEqual(valueChanges(before, edited(editableSecret(binding, before, 'f.yaml'))), [])
      }),
      {numRuns: 1000},
    )
  })

  const refusals: {name: string; text: string; error: {code: string; message?: RegExp}}[] = [
    {name: 'nothing but comments', text: '# x\n', error: {code: 'MANIFEST_INVALID'}},
    {name: 'a second document', text: `${shown({a: 'x'})}---\n${shown({a: 'x'})}`, error: {code: 'MANIFEST_INVALID'}},
    {name: 'another kind', text: shown({a: 'x'}).replace('kind: Secret', 'kind: ConfigMap'), error: {code: 'MANIFEST_INVALID'}},
    {name: 'broken YAML', text: `${shown({a: 'x'})}  "b\n`, error: {code: 'MANIFEST_INVALID'}},
    {name: 'a value that is no text', text: `${shown({a: 'x'})}  b: 5\n`, error: {code: 'SECRET_INVALID'}},
    {name: 'another field', text: `${shown({a: 'x'})}type: Opaque\n`, error: {code: 'SECRET_INVALID', message: /only the values/}},
    {
      name: 'a label',
      text: shown({}).replace('  name: db\n', '  name: db\n  labels: {a: b}\n'),
      error: {code: 'SECRET_INVALID', message: /only the values/},
    },
    {
      name: 'another name',
      text: shown({}).replace('name: db', 'name: web'),
      error: {code: 'SECRET_INVALID', message: /cannot be changed here/},
    },
    {
      name: 'another namespace',
      text: shown({}).replace('namespace: shop', 'namespace: x'),
      error: {code: 'SECRET_INVALID', message: /cannot be changed/},
    },
    {
      name: 'no metadata',
      text: 'apiVersion: v1\nkind: Secret\nstringData: {a: x}\n',
      error: {code: 'SECRET_INVALID', message: /cannot be changed here/},
    },
    {name: 'metadata that is a list', text: 'apiVersion: v1\nkind: Secret\nmetadata: []\n', error: {code: 'SECRET_INVALID'}},
  ]
  for (const {name, text, error} of refusals) {
    it(`is refused with ${name}`, () => {
      assert.throws(() => edited(text), error)
    })
  }
})

describe('what happened to values', () => {
  const cases: {name: string; before: Record<string, string>; after: Record<string, string>; expected: string[]}[] = [
    {name: 'nothing', before: {a: '1', b: '2'}, after: {b: '2', a: '1'}, expected: []},
    {name: 'another value', before: {a: '1'}, after: {a: '2'}, expected: ['set a 2']},
    {name: 'a new one', before: {a: '1'}, after: {a: '1', b: '2'}, expected: ['set b 2']},
    {name: 'a new one with the value of another that stays', before: {a: '1'}, after: {a: '1', b: '1'}, expected: ['set b 1']},
    {name: 'one less', before: {a: '1', b: '2'}, after: {a: '1'}, expected: ['remove b']},
    {name: 'another key', before: {a: '1'}, after: {b: '1'}, expected: ['rename a b']},
    {name: 'another key and value', before: {a: '1'}, after: {b: '2'}, expected: ['set b 2', 'remove a']},
    {name: 'two of one value, renamed', before: {a: '1', b: '1'}, after: {c: '1', d: '1'}, expected: ['rename a c', 'rename b d']},
    {name: 'two of one value, one of which went', before: {a: '1', b: '1'}, after: {c: '1'}, expected: ['rename a c', 'remove b']},
    {name: 'two that changed places', before: {a: '1', b: '2'}, after: {a: '2', b: '1'}, expected: ['set a 2', 'set b 1']},
    {name: 'everything gone', before: {a: '1', b: '2'}, after: {}, expected: ['remove a', 'remove b']},
  ]
  for (const {name, before, after, expected} of cases) {
    it(`is told: ${name}`, () => {
      const told = valueChanges(secrets(before), secrets(after)).map(change =>
        [change.kind, change.key, change.kind === 'set' ? change.value.reveal().toString() : change.kind === 'rename' ? change.newKey : '']
          .join(' ')
          .trim(),
      )
      assert.deepEqual(told, expected)
    })
  }
})
