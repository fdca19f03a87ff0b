import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import {goExpressions} from '../../src/external/go-expressions.js'
import {decodeValue} from '../../src/external/resolve/decode.js'
import {gjsonText, PathUnsupported} from '../../src/external/resolve/json/gjson.js'
import {isJson, membersOf, memberText} from '../../src/external/resolve/json/go-json.js'
import {marshalAgain} from '../../src/external/resolve/json/marshal.js'
import {goText} from '../../src/external/resolve/rewrite/merge.js'
import {temporaryFolder} from '../support/temporary-folder.js'

interface Question {
  op: 'gjson' | 'members' | 'values' | 'marshal' | 'base64' | 'base64url' | 'rewrite'
  /** As bytes, a character each. */
  value: string
  path?: string
  source?: string
  target?: string
}
/** Undefined: nothing there, or an error. */
type Made = string | Record<string, string> | undefined

const RUNS = 3000

// What the libraries below ESO make of values, asked of them: needs Go and its module proxy.
describe('Go’s gjson, encoding/json, base64 and regexp, and ours', function () {
  this.timeout(600_000)
  let oracle = ''

  before(() => {
    oracle = path.join(temporaryFolder(), 'value-oracle')
    execFileSync('go', ['build', '-o', oracle, '.'], {cwd: path.resolve('test/interop/value-oracle'), stdio: 'inherit'})
  })

  function ask(questions: readonly Question[]): Made[] {
    const input = questions
      .map(({value, path: at = '', ...rest}) => `${JSON.stringify({...rest, value: base64(value), path: base64(at)})}\n`)
      .join('')
    const replies = execFileSync(oracle, {input, maxBuffer: 2 ** 30, encoding: 'utf8'})
      .trimEnd()
      .split('\n')
    return replies.map(line => {
      const {text, map} = JSON.parse(line) as {text?: string; map?: Record<string, string>}
      if (map) return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, bytes(value)]))
      return text === undefined ? undefined : bytes(text)
    })
  }

  /** @param least how many answers must hold something, for the comparison to mean anything */
  function assertSame(arbitrary: fc.Arbitrary<Question>, ours: (question: Question) => Made | 'unsupported', least = RUNS / 20): void {
    const questions = fc.sample(arbitrary, RUNS)
    const answers = ask(questions)
    let held = 0
    questions.forEach((question, index) => {
      const made = ours(question)
      if (made === 'unsupported') return
      if (answers[index] !== undefined) held++
      assert.deepEqual(made, answers[index], JSON.stringify(question))
    })
    assert.ok(held >= least, `only ${held} answers held something`)
  }

  const gjson = ({value, path: at = ''}: Question) => {
    try {
      return gjsonText(value, at)
    } catch (error) {
      if (error instanceof PathUnsupported) return 'unsupported'
      throw error
    }
  }

  it('find the same at a path', () => assertSame(fc.record({op: fc.constant('gjson' as const), value: json, path: paths}), gjson))
  it('find the same in what is hardly JSON', () =>
    assertSame(fc.record({op: fc.constant('gjson' as const), value: broken, path: paths}), gjson))
  it('extract the same', () =>
    assertSame(fc.record({op: fc.constant('members' as const), value: fc.oneof(json, broken)}), ({value}) => entries(value, memberText)))
  it('extract the same from Vault', () =>
    assertSame(fc.record({op: fc.constant('values' as const), value: json}), ({value}) => entries(value, goText)))
  it('write the same again', () =>
    assertSame(fc.record({op: fc.constant('marshal' as const), value: json}), ({value}) =>
      membersOf(value) && value.trim() !== 'null'
        ? marshalAgain(value, {escapesHtml: true, numbers: 'text'})
        : value.trim() === 'null'
          ? 'null'
          : undefined,
    ))
  it('decode the same', () => {
    const encoded = fc.oneof(fc.base64String(), fc.string({unit: fc.constantFrom(...'Aa0+/-_=\n\r ')}))
    for (const [op, strategy] of [
      ['base64', 'Base64'],
      ['base64url', 'Base64URL'],
    ] as const)
      assertSame(fc.record({op: fc.constant(op), value: encoded}), ({value}) => {
        try {
          return decodeValue(value, strategy)
        } catch {
          return undefined
        }
      })
  })
  it('rewrite the same', () => {
    const part = fc.constantFrom('a', 'b', '(a)', '(?P<n>b)', '.', '*', '^', '$', '|', '[ab]', '(.*)', '?', '+', '\\d', 'é')
    const source = fc
      .array(part, {maxLength: 4})
      .map(parts => parts.join(''))
      .filter(isOnceNamed)
    const target = fc
      .array(fc.constantFrom('$1', '$', '{', '}', '1', 'n', '$n', '{n}', '$$', '_', 'x', '-', '0', 'é', '$10', '$01'), {maxLength: 5})
      .map(parts => parts.join(''))
    const value = fc.string({unit: fc.constantFrom(...'ab1-é')}).map(utf8)
    assertSame(fc.record({op: fc.constant('rewrite' as const), value, source, target}), ({value, source = '', target = ''}) =>
      goExpressions.fault(source) === undefined ? utf8(goExpressions.replacer(source, target)(text(value))) : undefined,
    )
  })
})

// re2js refuses a name that stands twice, Go takes it
const isOnceNamed = (source: string) => source.split('?P<n>').length < 3

const base64 = (value: string) => Buffer.from(value, 'latin1').toString('base64')
const bytes = (value: string) => Buffer.from(value, 'base64').toString('latin1')
const utf8 = (value: string) => Buffer.from(value, 'utf8').toString('latin1')
const text = (value: string) => Buffer.from(value, 'latin1').toString('utf8')

function entries(value: string, read: (raw: string) => string): Made {
  const members = isJson(value) ? membersOf(value) : undefined
  return members && Object.fromEntries([...members].map(([key, raw]) => [text(key), read(raw)]))
}

// names that repeat, so that paths meet them
const odd = fc.constantFrom('a.b', '.a', 'a b', '0', '1', 'é', '\\', '"', '/', '', 'a#', '@a', 'a@', '<&>', '\u2028')
const names = fc.oneof({arbitrary: fc.constantFrom('a', 'b'), weight: 3}, {arbitrary: odd, weight: 1})
const numbers = fc.constantFrom(
  '0',
  '-0',
  '1.50',
  '1e3',
  '1E-7',
  '9007199254740993',
  '-1.5e300',
  '1e21',
  '123456789012345678901234567890',
  '0.000001',
  '2.0',
  '5e-324',
)
const strings = fc.oneof(
  fc.string({unit: 'binary', maxLength: 5}).map(value => JSON.stringify(value)),
  names.map(value => JSON.stringify(value)),
  fc.constantFrom(
    '"\\u00e9"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\\ud83dx"',
    '"\\ud83d\\u0041"',
    '"\\ude00\\ud83d"',
    '"\\/\\b\\f"',
    '"\\u0000"',
  ),
)
const spaces = fc.constantFrom('', '', ' ', '\n\t')
const {value: written} = fc.letrec<{value: string; list: string; object: string}>(tie => ({
  value: fc.oneof({depthSize: 'small'}, strings, numbers, fc.constantFrom('true', 'false', 'null'), tie('list'), tie('object')),
  list: fc.tuple(fc.array(tie('value'), {maxLength: 4}), spaces).map(([items, space]) => `[${space}${items.join(`${space},`)}${space}]`),
  object: fc
    .tuple(fc.array(fc.tuple(names, tie('value')), {maxLength: 5}), spaces)
    .map(
      ([members, space]) =>
        `{${space}${members.map(([name, value]) => `${JSON.stringify(name)}${space}:${space}${value}`).join(`,${space}`)}${space}}`,
    ),
}))
const object = fc
  .tuple(fc.array(fc.tuple(names, written), {minLength: 1, maxLength: 5}), spaces)
  .map(([members, space]) => `${space}{${members.map(([name, value]) => `${JSON.stringify(name)}:${space}${value}`).join(',')}}${space}`)
const json = fc.oneof({arbitrary: object, weight: 4}, {arbitrary: written, weight: 1}).map(utf8)
const broken = fc
  .tuple(json, fc.nat(), fc.nat(6), fc.constantFrom('', 'x', '"', '{', '}', ']', '\\', ',', '\u00ff', ' '))
  .map(([value, at, cut, put]) => {
    const place = at % (value.length + 1)
    return value.slice(0, place) + put + value.slice(place + cut)
  })
const paths = fc
  .array(
    fc.oneof(
      {arbitrary: names, weight: 3},
      {arbitrary: fc.constantFrom('a\\.b', '\\.a', 'a\\', '01', '2', '\\"', '*', '#', '|', 'a?'), weight: 1},
    ),
    {minLength: 1, maxLength: 3},
  )
  .map(parts => utf8(parts.join('.')))
