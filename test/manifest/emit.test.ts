import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {parseAllDocuments, parseDocument} from 'yaml'
import {emitJson} from '../../src/manifest/emit-json.js'
import {emitYaml} from '../../src/manifest/emit-yaml.js'
import {resolvePlain} from '../../src/manifest/resolve-plain.js'
import type {PlainValue} from '../../src/manifest/value.js'
import {asMaps, json, readEmitCases} from '../support/emit-cases.js'
import {nastyText, nastyValue} from '../support/nasty-values.js'

const recorded = readEmitCases()

describe('emitYaml', () => {
  for (const {about, cases} of recorded) {
    it(`writes ${about} as go-yaml does`, () => {
      for (const {value, yaml} of cases) {
        assert.equal(emitYaml(value), yaml, json(value))
        assert.equal(emitYaml(asMaps(value)), yaml, json(value))
      }
    })
  }

  for (const {name, text, documents} of kubesealOutputs('---\n').filter(({name}) => name !== 'kubeseal/key-order.yaml')) {
    it(`writes the YAML of ${name} byte for byte`, () => {
      assert.equal(documents.map(document => `---\n${emitYaml(document)}`).join(''), text)
    })
  }

  it('writes the lines of kubeseal/key-order.yaml', () => {
    // 2 < 10 < 1a < 2: kubeseal prints these keys in another order each time
    const text = readFileSync('test/vectors/kubeseal/key-order.yaml', 'utf8')
    const written = `---\n${emitYaml(parseDocument(text).toJS() as PlainValue)}`
    assert.deepEqual(written.split('\n').sort(), text.split('\n').sort())
  })

  it('writes the unsealed Secret byte for byte', () => {
    const text = readFileSync('test/vectors/kubeseal/unsealed.full.strict.yaml', 'utf8')
    const [start = ''] = /^(---\n)?/.exec(text) ?? []
    assert.equal(start + emitYaml(parseDocument(text).toJS() as PlainValue), text)
  })

  it('writes the same whatever the order of the keys was', () => {
    // go-yaml's order has a circle here, and it prints now this, now that
    const texts = ['0777 0x 31', '0777 31 0x', '0x 0777 31', '0x 31 0777', '31 0777 0x', '31 0x 0777'].map(keys =>
      emitYaml(Object.fromEntries(keys.split(' ').map(key => [key, 1]))),
    )
    assert.equal(new Set(texts).size, 1)
  })

  it('writes a key named __proto__ like any other', () => {
    assert.equal(emitYaml(JSON.parse('{"__proto__": {"a": 1}}') as PlainValue), '__proto__:\n  a: 1\n')
  })

  for (const version of ['1.1', '1.2'] as const) {
    it(`writes what the yaml package reads back as the same value by YAML ${version}`, () => {
      fc.assert(
        fc.property(
          nastyValue().filter(value => !isReadOtherwise.test(json(value)) && !holdsNumberToPackage(value, version)),
          value => {
            assert.deepEqual(read(emitYaml(value), version), asRead(value))
          },
        ),
        {numRuns: 2000},
      )
    })
  }

  it('takes time in proportion to the text', () => {
    for (const unit of ['a ', '1', '1:', '_', ' ', "'", '\t ', '\n', '\u2028', '.1_', '0', '2001-01-01 ']) {
      const start = performance.now()
      emitYaml({[unit.repeat(100_000)]: `1${unit.repeat(100_000)}`})
      assert.ok(performance.now() - start < 5000, JSON.stringify(unit))
    }
  })
})

describe('emitJson', () => {
  for (const {about, cases} of recorded) {
    it(`writes ${about} as encoding/json does`, () => {
      for (const {value, json: expected} of cases) assert.equal(emitJson(asMaps(value)), expected, json(value))
    })
  }

  for (const {name, text, documents} of kubesealOutputs('{\n')) {
    it(`writes the JSON of ${name} byte for byte`, () => {
      assert.equal(documents.map(emitJson).join(''), text)
    })
  }

  it('keeps the order of keys', () => {
    assert.equal(emitJson({kind: 'a', apiVersion: 'b', '10a': 'c'}), '{\n  "kind": "a",\n  "apiVersion": "b",\n  "10a": "c"\n}\n')
  })

  it('sorts the keys of a map by their bytes, numbers among them', () => {
    const map = new Map(Object.entries({a: 1, '2': 2, '10': 3, '-1': 4}))
    assert.equal(emitJson(map), '{\n  "-1": 4,\n  "10": 3,\n  "2": 2,\n  "a": 1\n}\n')
    assert.equal(emitYaml(map), '"-1": 4\n"2": 2\n"10": 3\na: 1\n')
  })

  it('writes what JSON.parse reads back as the same value', () => {
    fc.assert(
      fc.property(nastyValue(), value => {
        assert.deepEqual(JSON.parse(emitJson(value)), JSON.parse(json(value)))
      }),
    )
  })
})

describe('both emitters', () => {
  it('replace a lone surrogate, as Go does', () => {
    assert.equal(emitYaml({'\udc00': 'a\ud800'}), '\ufffd: a\ufffd\n')
    assert.equal(emitJson({'\udc00': 'a\ud800😀'}), '{\n  "\ufffd": "a\ufffd😀"\n}\n')
  })

  for (const number of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    it(`refuse ${number}`, () => {
      assert.throws(() => emitYaml({a: [number]}), {code: 'MANIFEST_INVALID'})
      assert.throws(() => emitJson({a: [number]}), {code: 'MANIFEST_INVALID'})
    })
  }

  it('leave no line of text to fold where there is no space', () => {
    fc.assert(
      fc.property(
        nastyText().filter(text => !/[\s\u0085]/.test(text)),
        text => {
          assert.equal(emitYaml([text]).trimEnd().split('\n').length, 1)
        },
      ),
    )
  })
})

type Version = '1.1' | '1.2'

interface Output {
  name: string
  text: string
  documents: PlainValue[]
}

/** Everything that kubeseal wrote in test/vectors and that begins so. */
function kubesealOutputs(start: '---\n' | '{\n'): Output[] {
  const files = readdirSync('test/vectors/kubeseal')
    .filter(name => !name.startsWith('input-') && !name.startsWith('unsealed'))
    .map(name => ({name: `kubeseal/${name}`, text: readFileSync(`test/vectors/kubeseal/${name}`, 'utf8')}))
  const runs = readdirSync('test/vectors/kubeseal-cli').flatMap(name => {
    const {expect} = JSON.parse(readFileSync(`test/vectors/kubeseal-cli/${name}`, 'utf8')) as {
      expect: {stdout?: string; files?: Record<string, string>}
    }
    return [expect.stdout ?? '', ...Object.values(expect.files ?? {})].map((text, index) => ({
      name: `kubeseal-cli/${name}${index === 0 ? '' : ` (file ${index})`}`,
      text,
    }))
  })
  return [...files, ...runs]
    .filter(({text}) => text.startsWith(start))
    .map(({name, text}) => ({
      name,
      text,
      documents:
        start === '{\n'
          ? text.split(/(?<=^\}\n)(?=\{)/m).map(part => JSON.parse(part) as PlainValue)
          : parseAllDocuments(text).map(document => document.toJS() as PlainValue),
    }))
}

// U+2028 and U+2029 are no line breaks to the package; << is a merge key, which go-yaml leaves unquoted all the same.
const isReadOtherwise = /[\u2028\u2029]|"<<":/

/** What go-yaml takes for text and the package for a number: one too large ("1e400"), in YAML 1.1 one without digits ("."). */
function holdsNumberToPackage(value: PlainValue, version: Version): boolean {
  if (typeof value === 'string') {
    return /^[-+.\w]+$/.test(value) && resolvePlain(value) === 'string' && typeof scalar(value, version) !== 'string'
  }
  if (Array.isArray(value)) return value.some(item => holdsNumberToPackage(item, version))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value)
    .flat()
    .some(part => holdsNumberToPackage(part, version))
}

function scalar(text: string, version: Version): unknown {
  return parseDocument(text, {version, intAsBigInt: true}).toJS()
}

/** Numbers as bigint where they can be; dates and base-60 numbers are text, as in Kubernetes. */
function read(text: string, version: Version): unknown {
  const document = parseDocument(text, {
    version,
    intAsBigInt: true,
    customTags: tags => tags.filter(tag => typeof tag === 'string' || (tag.tag !== 'tag:yaml.org,2002:timestamp' && tag.format !== 'TIME')),
  })
  assert.deepEqual([document.errors, document.warnings], [[], []])
  return document.toJS()
}

/** Integers come back as bigint; those beyond 64 bits went out as floats. */
function asRead(value: PlainValue): PlainValue {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd')
  if (typeof value === 'number' || typeof value === 'bigint') {
    // the digits that JavaScript prints are fewer than those of the number, and padded with zeros
    const integer = /^-?[0-9]+$/.test(String(value)) ? BigInt(String(value)) : undefined
    return integer !== undefined && integer >= -(2n ** 63n) && integer < 2n ** 64n ? integer : Number(value)
  }
  if (Array.isArray(value)) return value.map(asRead)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asRead(item)]))
}
