import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {checkShape} from '../../src/config/check-shape.js'
import {configShape} from '../../src/config/config-shape.js'
import {configSchema, configSchemaText} from '../../src/config/json-schema.js'
import type {Key, Shape, TextForm} from '../../src/config/shape.js'
import {readYaml} from '../../src/manifest/read-yaml.js'
import {everyKey} from './every-key.js'

// anyOf names keys that are defined beside it, which strictRequired does not see
const validate = new Ajv2020({strict: true, strictRequired: false}).compile(configSchema())

/** What gsec's own checker says of a document that could be JSON. */
function accepts(document: unknown): boolean {
  const text = JSON.stringify(document)
  const root = readYaml(text, 'f.yaml')[0]?.root
  assert.ok(root)
  return checkShape(root, configShape, text).problems.length === 0
}

const leaves = [null, '', 'x', 'off', 0, 1, 2, 1.5, true, false, [], {}, ['x'], [null], {x: 1}, '**', 'strict', 'aws', '60d']

function documentOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'text':
      return textOf(shape.form)
    case 'choice':
      return fc.constantFrom(...shape.options)
    case 'constant':
      return fc.constant(shape.value)
    case 'switch':
      return fc.boolean()
    case 'list':
      return fc.array(documentOf(shape.items), {minLength: shape.isNeverEmpty ? 1 : 0, maxLength: 3})
    case 'map':
      return fc.dictionary(fc.constantFrom(...shape.names.examples, 'a', 'b-2'), documentOf(shape.values), {maxKeys: 3})
    case 'record': {
      const always = Object.keys(shape.keys).filter(name => shape.keys[name]?.presence === 'required' || shape.needsOneOf.includes(name))
      return fc.record(Object.fromEntries(Object.entries(shape.keys).map(([name, key]) => [name, documentOf(key.shape)])), {
        requiredKeys: always,
      })
    }
  }
}

const textOf = (form: TextForm) => fc.constantFrom(...form.examples)

/** Changes one place of a document: another value, a key less, a key more, a character more. */
function spoil(document: unknown, steps: readonly number[], leaf: unknown, name: string): unknown {
  const [step = 0, ...rest] = steps
  if (typeof document === 'object' && document !== null && rest.length > 0) {
    const keys = Object.keys(document)
    const key = keys[step % (keys.length + 2)]
    if (key !== undefined) {
      const value = spoil((document as Record<string, unknown>)[key], rest, leaf, name)
      return Array.isArray(document) ? document.with(Number(key), value) : {...document, [key]: value}
    }
    if (Array.isArray(document)) return step % 2 === 0 ? document.slice(1) : [...document, leaf]
    return step % 2 === 0 ? Object.fromEntries(Object.entries(document).slice(1)) : {...document, [name]: leaf}
  }
  return typeof document === 'string' && step % 3 > 0 ? document.slice(0, step % 9) + name + document.slice(step % 9) : leaf
}

describe('the JSON Schema of .gsec.yaml', () => {
  it('is the file in schemas/', () => {
    const file = readFileSync('schemas/gsec.schema.json', 'utf8')
    assert.equal(file, configSchemaText(), 'run: node --import tsx scripts/gen-config-schema.ts')
  })

  it('accepts whatever its own parts promise, and so does the checker', () => {
    fc.assert(
      fc.property(documentOf(configShape), document => {
        assert.ok(validate(document), JSON.stringify(validate.errors))
        assert.ok(accepts(document))
      }),
      {numRuns: 200},
    )
  })

  it('and the checker agree on documents of which something is wrong', () => {
    let good = 0
    let bad = 0
    fc.assert(
      fc.property(
        documentOf(configShape),
        fc.array(fc.nat({max: 100}), {minLength: 1, maxLength: 7}),
        fc.constantFrom(...leaves),
        fc.oneof(
          fc.constantFrom(...Object.keys(configShape.keys), 'scope', 'cert', 'paths', '__proto__', '/', '..', '\\', '{x}', '*', ' '),
          fc.string(),
        ),
        (document, steps, leaf, name) => {
          const spoiled = spoil(document, steps, leaf, name)
          const verdict = validate(spoiled)
          assert.equal(accepts(spoiled), verdict, JSON.stringify(validate.errors))
          if (verdict) good++
          else bad++
        },
      ),
      {numRuns: 3000},
    )
    assert.ok(good > 100 && bad > 100, `${good} good and ${bad} bad documents: the test sees only one side`)
  })

  it('and the checker agree on any document at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), document => assert.equal(accepts(document), validate(document))),
      {numRuns: 500},
    )
  })

  it('is looser than gsec in names that lead nowhere, which it cannot see', () => {
    assert.ok(validate({version: 1, environments: [{paths: ['a'], clusters: ['nowhere']}]}))
  })
})

describe('the description of .gsec.yaml', () => {
  for (const {path, key} of everyKey(configShape)) {
    it(`describes ${path} in sentences`, () => {
      assert.match(key.description, /^\S.*\.$/)
    })
  }

  it('gives every default in a form that it accepts itself', () => {
    for (const {path, key} of everyKey(configShape)) {
      if (key.fallback === undefined) continue
      assert.equal(key.presence, 'defaulted', path)
      assert.ok(isOfShape(key), path)
    }
  })

  it('names each variable once, or for the same flag', () => {
    const flags = new Map<string, string | undefined>()
    for (const {path, key} of everyKey(configShape)) {
      for (const variable of key.variables) {
        assert.match(variable, /^(GSEC|SEALED_SECRETS)_[A-Z_]+$/)
        assert.equal(flags.get(variable) ?? key.flag, key.flag, path)
        flags.set(variable, key.flag)
      }
    }
  })
})

function isOfShape({shape, fallback}: Key): boolean {
  const text = JSON.stringify(fallback)
  const root = readYaml(text, 'f.yaml')[0]?.root
  return root !== undefined && checkShape(root, shape, text).problems.length === 0
}
