import assert from 'node:assert/strict'
import {decode} from '../../src/kubeseal/decode.js'
import {decodeObject} from '../../src/kubeseal/decode-object.js'
import {Failure} from '../../src/kubeseal/failure.js'
import {JsonFault, readWholeJson} from '../../src/kubeseal/json-text.js'
import {sealedSecretKind} from '../../src/kubeseal/merge-into.js'
import {secretSchema} from '../../src/kubeseal/schema.js'
import {splitYaml} from '../../src/kubeseal/yaml-text.js'

const rules = {coerces: false, ignoresCase: true}
const decodeJson = (value: unknown) => decode(secretSchema, readWholeJson(JSON.stringify(value)), rules)

describe('decoding, where kubeseal would quote the input', () => {
  for (const time of ['yesterday', '2020-02-30T00:00:00Z', '2020-01-01', '2020-01-01T24:00:00Z', '2020-13-01T00:00:00Z', '']) {
    it(`says what a time should look like instead of ${JSON.stringify(time)}, and reads no further`, () => {
      const {object, fault} = decodeJson({metadata: {name: 'a', creationTimestamp: time, namespace: 'b'}, type: 'c'})
      assert.deepEqual(
        [object, fault],
        [{metadata: {name: 'a'}}, 'parsing time of metadata.creationTimestamp: not of the form 2006-01-02T15:04:05Z07:00'],
      )
    })
  }

  it('says that apiVersion has no version', () => {
    const document = Buffer.from('apiVersion: other.com/\nkind: SealedSecret\n')
    assert.throws(() => decodeObject(document, sealedSecretKind), new Failure("Object 'apiVersion' is missing"))
  })
})

describe('decoding', () => {
  it('keeps the first misfit, and all that fits', () => {
    const {object, fault} = decodeJson({type: 5, immutable: 'x', metadata: {name: 'a'}})
    assert.deepEqual(object, {metadata: {name: 'a'}})
    assert.equal(fault, 'json: cannot unmarshal number into Go struct field Secret.type of type v1.SecretType')
  })

  it('hands values out as secrets only', () => {
    const {object, secrets} = decodeJson({data: {a: 'aGk='}, stringData: {b: 'x'}})
    assert.deepEqual(object, {data: true, stringData: true})
    assert.equal(secrets.get('data')?.get('a')?.reveal().toString(), 'hi')
    assert.equal(String(secrets.get('stringData')?.get('b')), '[secret]')
  })

  it('refuses JSON that is nested too deep', () => {
    assert.throws(() => readWholeJson('['.repeat(5000)), new JsonFault('exceeded max depth'))
  })
})

const streams: {name: string; text: string; parts: string[]}[] = [
  {name: 'nothing', text: '', parts: []},
  {name: 'comments alone', text: '# a\n---\n# b\n', parts: []},
  {name: 'one document without a separator', text: 'a: 1\n', parts: ['a: 1\n']},
  {name: 'one document with everything before it', text: '%YAML 1.1\n# c\n---\na: 1\n', parts: ['%YAML 1.1\n# c\n---\na: 1\n']},
  {name: 'two documents', text: 'a: 1\n---\nb: 2\n', parts: ['a: 1\n', '---\nb: 2\n']},
  {name: 'an end of document', text: 'a: 1\n...\nb: 2\n', parts: ['a: 1\n...\n', 'b: 2\n']},
  {name: 'text behind a separator', text: '--- a\n--- {b: 1}\n---', parts: ['--- a\n', '--- {b: 1}\n']},
  {name: 'a comment behind a separator', text: '--- # c\na: 1\n---  \r\nb: 2', parts: ['--- # c\na: 1\n', '---  \r\nb: 2']},
  {name: 'empty documents between', text: '---\n---\na: 1\n---\n---\nb: 2\n', parts: ['---\na: 1\n', '---\nb: 2\n']},
  {name: 'dashes that separate nothing', text: 'a: |\n  ---\n---b\n ---\n', parts: ['a: |\n  ---\n---b\n ---\n']},
]

describe('a stream of YAML', () => {
  for (const {name, text, parts} of streams) {
    it(`with ${name} has ${parts.length} documents`, () => {
      assert.deepEqual(
        splitYaml(text).map(({start, end}) => text.slice(start, end)),
        parts,
      )
    })
  }
})
