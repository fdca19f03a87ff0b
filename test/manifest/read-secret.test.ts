import assert from 'node:assert/strict'
import {GsecError} from '../../src/errors.js'
import {objectsOf, readManifests} from '../../src/manifest/read-manifests.js'
import {readSecret} from '../../src/manifest/read-secret.js'

const read = (text: string | Buffer) => {
  const file = readManifests(Buffer.from(text), 's.yaml')
  return file.documents.flatMap(document => objectsOf(document)).map(object => readSecret(object))
}
const only = (text: string) => read(text)[0]!
const head = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n'
const valuesOf = (text: string) => only(text).secret.items.map(({key, value}) => [key, value.reveal().toString('utf8')])

const refused: {name: string; text: string; message: RegExp; at?: string; hint?: RegExp}[] = [
  {
    name: 'a boolean in stringData',
    text: `${head}stringData:\n  a: yes\n`,
    message: /stringData\.a is a boolean/,
    at: 's.yaml:5:6',
    hint: /quotes/,
  },
  {name: 'a number in stringData', text: `${head}stringData: {a: 5}\n`, message: /stringData\.a is a number/, at: 's.yaml:4:17'},
  {name: 'a map in stringData', text: `${head}stringData: {a: {b: c}}\n`, message: /stringData\.a is a map/},
  {name: 'a number in data', text: `${head}data: {a: 5}\n`, message: /data\.a is a number/, hint: /stringData/},
  {
    name: 'text that is not base64',
    text: `${head}data:\n  a: "plain text"\n`,
    message: /data\.a is not base64 \(at byte 5\)/,
    at: 's.yaml:5:6',
  },
  {name: 'base64 without padding', text: `${head}data: {a: aGk}\n`, message: /not base64/},
  {name: 'the URL-safe alphabet', text: `${head}data: {a: a-_=}\n`, message: /not base64/},
  {name: 'a key with a slash', text: `${head}stringData: {a/b: c}\n`, message: /a key of stringData must consist of/},
  {name: 'a key of dots', text: `${head}stringData: {..: c}\n`, message: /must not be/},
  {
    name: 'a key that YAML 1.1 renames',
    text: `${head}stringData:\n  y: c\n`,
    message: /a boolean in YAML 1\.1 and would become "true"/,
    at: 's.yaml:5:3',
  },
  {name: 'a duplicate key', text: `${head}stringData:\n  a: one\n  a: two\n`, message: /second time/, at: 's.yaml:6:3'},
  {name: 'a duplicate field', text: `${head}stringData: {a: b}\nstringData: {c: d}\n`, message: /second time/, at: 's.yaml:5:1'},
  {name: 'a name in capitals', text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: DB}\n', message: /metadata\.name must consist of/},
  {
    name: 'a namespace with a dot',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: a.b}\n',
    message: /metadata\.namespace must/,
  },
  {
    name: 'a namespace that is a boolean',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: n}\n',
    message: /metadata\.namespace is a boolean/,
  },
  {
    name: 'a label that is a number',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, labels: {a: 1}}\n',
    message: /metadata\.labels is a number/,
  },
  {name: 'immutable in words', text: `${head}immutable: "true"\n`, message: /immutable is text, Kubernetes wants true or false/},
  {name: 'another apiVersion', text: 'apiVersion: v2\nkind: Secret\nmetadata: {name: db}\n', message: /apiVersion of a Secret must be v1/},
  {name: 'data as a list', text: `${head}data: [a]\n`, message: /data is a list, Kubernetes wants a map/},
  {
    name: 'more than 1 MiB',
    text: `${head}stringData: {a: ${'x'.repeat(1024 * 1024 + 1)}}\n`,
    message: /1048577 bytes, Kubernetes takes at most 1 MiB/,
  },
]

describe('a Secret read as the API server reads it', () => {
  for (const {name, text, message, at, hint} of refused) {
    it(`is refused with ${name}`, () => {
      assert.throws(
        () => read(text),
        (error: unknown) => {
          assert.ok(error instanceof GsecError)
          assert.equal(error.code, 'SECRET_INVALID')
          assert.match(error.message, message)
          if (at) assert.equal(error.where, at)
          if (hint) assert.match(error.hint ?? '', hint)
          return true
        },
      )
    })
  }

  it('decodes data, takes stringData as it is, and lets stringData win', () => {
    assert.deepEqual(valuesOf(`${head}data: {a: b2xk, b: eA==}\nstringData: {a: new, c: "é\\n"}\n`), [
      ['a', 'new'],
      ['b', 'x'],
      ['c', 'é\n'],
    ])
  })

  it('takes base64 over several lines, and null as empty', () => {
    assert.deepEqual(valuesOf(`${head}data:\n  a: |\n    aHVu\n    dGVyMg==\n  b: null\n  c:\nstringData: {d: ~}\n`), [
      ['a', 'hunter2'],
      ['b', ''],
      ['c', ''],
      ['d', ''],
    ])
  })

  it('takes exactly 1 MiB', () => {
    assert.equal(only(`${head}stringData: {a: ${'x'.repeat(1024 * 1024)}}\n`).secret.items[0]?.value.length, 1024 * 1024)
  })

  it('takes a number as a key when its text stays the same', () => {
    assert.deepEqual(valuesOf(`${head}stringData: {12: a}\n`), [['12', 'a']])
  })

  it('drops what only a server writes and what repeats the whole object', () => {
    const {secret, unknownFields} = only(`apiVersion: v1
kind: Secret
metadata:
  name: db
  uid: x
  resourceVersion: "1"
  managedFields: [{manager: kubectl}]
  ownerReferences: []
  creationTimestamp: null
  generateName: d-
  finalizers: [a/b]
  labels: {app: web}
  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}", note: kept}
type: Opaque
immutable: false
`)
    assert.deepEqual(unknownFields, [])
    assert.deepEqual({...secret.annotations}, {note: 'kept'})
    assert.deepEqual(secret.otherMetadata, {generateName: 'd-', finalizers: ['a/b']})
    assert.deepEqual([secret.type, secret.immutable, secret.namespace], ['Opaque', false, undefined])
  })

  it('names unknown fields with what they may mean', () => {
    const {unknownFields} = only(`${head}strinData: {a: b}\n`)
    assert.deepEqual(unknownFields, [{place: 's.yaml:4:1', name: 'strinData', suggestion: 'stringData'}])
  })

  it('reads Lists, JSON, several JSON objects, a byte order mark, CRLF and anchors', () => {
    const json = '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"stringData":{"k":"v/\\u00e9"}}'
    const names = (text: string) => read(text).map(({secret}) => secret.name)
    assert.deepEqual(names(`apiVersion: v1\nkind: List\nitems:\n- ${json}\n- ${json}\n`), ['a', 'a'])
    assert.deepEqual(names(`${json}\n${json}${json}`), ['a', 'a', 'a'])
    assert.deepEqual(names(`\ufeff${head.replaceAll('\n', '\r\n')}`), ['db'])
    assert.deepEqual(valuesOf(`${head}data: &d {a: aGk=}\nstringData: {b: &v text, c: *v}\n`), [
      ['a', 'hi'],
      ['b', 'text'],
      ['c', 'text'],
    ])
  })

  it('names UTF-16 for what it is', () => {
    const utf16 = Buffer.from(`\ufeff${head}`, 'utf16le')
    assert.throws(() => read(utf16), /is UTF-16 text/)
    assert.throws(() => read(Buffer.from(head, 'utf16le')), /is UTF-16 text/)
    assert.throws(() => read(Buffer.from([0x61, 0xff, 0xfe])), /is not UTF-8 text/)
  })
})
