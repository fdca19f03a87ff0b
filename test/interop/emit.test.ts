import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import {compareNaturally} from '../../src/manifest/compare-keys.js'
import {emitJson} from '../../src/manifest/emit-json.js'
import {emitYaml} from '../../src/manifest/emit-yaml.js'
import {resolvePlain} from '../../src/manifest/resolve-plain.js'
import type {PlainValue} from '../../src/manifest/value.js'
import {asMaps, json, readEmitCases, writeEmitCases} from '../support/emit-cases.js'
import {nastyText, nastyValue} from '../support/nasty-values.js'
import {temporaryFolder} from '../support/temporary-folder.js'

interface Answer {
  yaml: string
  yamlError?: string
  direct: string
  json: string
}

// What the libraries of kubeseal print, asked of them: needs Go and its module proxy.
describe('kubeseal’s libraries and the emitter', function () {
  this.timeout(600_000)
  let oracle = ''

  before(() => {
    oracle = path.join(temporaryFolder(), 'emit-oracle')
    execFileSync('go', ['build', '-o', oracle, '.'], {cwd: path.resolve('test/interop/emit-oracle'), stdio: 'inherit'})
  })

  function ask<Reply>(lines: readonly string[], ...args: string[]): Reply[] {
    const replies = execFileSync(oracle, args, {input: lines.map(line => `${line}\n`).join(''), maxBuffer: 2 ** 30, encoding: 'utf8'})
    return replies
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Reply)
  }
  const kinds = (texts: readonly string[]) =>
    ask<string>(
      texts.map(text => JSON.stringify(text)),
      'resolve',
    )
  const print = (values: readonly PlainValue[]) => ask<Answer>(values.map(json))

  it('recorded the cases of test/vectors/emit', () => {
    const recorded = readEmitCases()
    const asked = recorded.map(({about, cases}) => {
      const answers = print(cases.map(({value}) => value))
      return {
        about,
        cases: cases.map(({raw, value}, index) => {
          const {yaml, yamlError, direct, json} = answers[index]!
          return {raw, value, yaml: direct, json, ...(yaml !== direct && {kubeseal: yamlError === undefined ? yaml : null})}
        }),
      }
    })
    if (process.env['UPDATE_GOLDEN'] === '1') writeEmitCases(asked)
    else assert.deepEqual(recorded, asked)
  })

  it('read plain scalars as test/vectors/emit/plain.json says', () => {
    const recorded = JSON.parse(readFileSync('test/vectors/emit/plain.json', 'utf8')) as Record<string, string[]>
    for (const [kind, texts] of Object.entries(recorded)) {
      const asked = kinds(texts)
      // as a value << is text; only as a key does it mean a merge
      assert.deepEqual(
        texts.map((text, index) => [text, asked[index]]),
        texts.map(text => [text, kind === 'merge' ? 'string' : kind]),
      )
    }
  })

  it('print the same YAML and JSON', () => {
    const values = sample(nastyValue().filter(isOrdered))
    print(values).forEach((answer, index) => {
      const value = values[index]!
      assert.equal(emitYaml(value), answer.direct, json(value))
      assert.equal(emitJson(asMaps(value)), answer.json, json(value))
      if (!losesOnTheWay.test(json(value))) assert.equal(answer.yaml, answer.direct, json(value))
    })
  })

  it('read the same plain scalars as numbers, dates and words', () => {
    const plain = /^(?!.*(?:: |:$| #| $))[0-9A-Za-z+.~][ -~]*$/
    const texts = sample(nastyText().filter(text => plain.test(text)))
    const asked = kinds(texts)
    assert.deepEqual(
      texts.map(text => [text, resolvePlain(text)]),
      texts.map((text, index) => [text, asked[index]]),
    )
  })
})

/** Many values at once, since each question starts the program. */
function sample<Value>(values: fc.Arbitrary<Value>): Value[] {
  return fc.sample(values, 20_000)
}

// Characters that YAML does not take unescaped, U+0085, and keys too long for the scanner: kubeseal fails or changes them.
const losesOnTheWay = /[\u007f-\u009f\ufffe\uffff]|[^"]{300}/

/** go-yaml's order of keys has circles (0777 < 0x < 31 < 0777); there its own output differs from run to run. */
function isOrdered(value: PlainValue): boolean {
  if (Array.isArray(value)) return value.every(isOrdered)
  if (typeof value !== 'object' || value === null) return true
  const keys = Object.keys(value)
  const before = (a: string, b: string) => compareNaturally(a, b) < 0
  const isCircle = keys.some(a => keys.some(b => keys.some(c => before(a, b) && before(b, c) && before(c, a))))
  return !isCircle && Object.values(value).every(isOrdered)
}
