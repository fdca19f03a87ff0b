import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import {GsecError} from '../../src/errors.js'
import {renderTemplate} from '../../src/manifest/template/template.js'
import {Secret} from '../../src/secret.js'
import {brokenTemplateText, readRecordedTemplates, recordedFile, templateKeys, templateText} from '../support/template-texts.js'
import {temporaryFolder} from '../support/temporary-folder.js'

interface Question {
  template: string
  /** Base64. */
  data?: Record<string, string>
  missingKeys?: 'error'
}
/** Base64, or that Go refuses the template. */
type Answer = {output: string} | {error: true}

// What text/template and sprig make of templates, asked of them: needs Go and its module proxy.
describe('Go’s text/template and ours', function () {
  this.timeout(600_000)
  let oracle = ''

  before(() => {
    oracle = path.join(temporaryFolder(), 'template-oracle')
    execFileSync('go', ['build', '-o', oracle, '.'], {cwd: path.resolve('test/interop/template-oracle'), stdio: 'inherit'})
  })

  function ask(questions: readonly Question[]): Answer[] {
    const input = questions.map(question => `${JSON.stringify(question)}\n`).join('')
    const replies = execFileSync(oracle, {input, maxBuffer: 2 ** 30, encoding: 'utf8'})
    return replies
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Answer)
  }

  function assertSame(questions: readonly Question[]): void {
    const answers = ask(questions)
    const rendered = questions.filter((question, index) => {
      const ours = answer(question)
      if (ours !== 'not evaluated') assert.deepEqual(ours, answers[index], JSON.stringify(question))
      return ours !== 'not evaluated' && 'output' in ours
    })
    assert.ok(rendered.length > questions.length / 20, 'too few templates run for the comparison to mean something')
  }

  it('recorded the cases of test/vectors/template', () => {
    const recorded = readRecordedTemplates()
    const answers = ask(recorded)
    const asked = recorded.map(({name, template, data, missingKeys}, index) => ({
      name,
      template,
      ...(data && {data}),
      ...(missingKeys && {missingKeys}),
      ...answers[index],
    }))
    if (process.env['UPDATE_GOLDEN'] === '1')
      writeFileSync(recordedFile, `[\n${asked.map(one => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`)
    else assert.deepEqual(recorded, asked)
  })

  it('render the same for templates that mostly run', () => assertSame(sample(templateText)))

  it('render the same for texts that mostly do not', () => assertSame(sample(brokenTemplateText)))

  it('agree on numbers', () => {
    const doubles = fc.sample(fc.double({noNaN: true, noDefaultInfinity: true}), 20_000).map(String)
    assertSame(
      doubles.map(text => ({template: '{{ $n := fromJson .a }}{{ $n }} {{ toJson $n }} {{ printf "%v" $n }}', data: encode({a: text})})),
    )
    const digits = fc.array(fc.constantFrom(...'0123789_+-xobe.'), {maxLength: 6}).map(all => all.join(''))
    assertSame(
      fc.sample(digits, 20_000).map(text => ({template: `{{ int .a }} {{ range list ${text} }}{{ . }}{{ end }}`, data: encode({a: text})})),
    )
  })

  it('agree on the case and the look of every character', () => {
    const template = '{{ upper .a }} {{ lower .a }} {{ quote .a }} {{ trim .a | len }} {{ toJson .a }}'
    const codes = Array.from({length: 0x20000}, (_, code) => code).filter(code => code < 0xd800 || code > 0xdfff)
    assertSame(codes.map(code => ({template, data: encode({a: String.fromCodePoint(code)})})))
  })

  it('agree on bytes that are no text', () => {
    const template =
      '{{ upper .a }}|{{ quote .a }}|{{ toJson .a }}|{{ trim .a }}|{{ splitList "" .a | len }}|{{ replace "" "-" .a }}|{{ b64dec .a }}'
    const byte = fc.constantFrom(
      ...[0xe2, 0x82, 0xac, 0xc3, 0xa9, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0x80, 0xf4, 0x90, 0xff, 0x61, 0x22, 0x3d, 0xef, 0xbf, 0xbd, 0x0a],
    )
    const questions = fc
      .sample(fc.array(byte, {maxLength: 9}), 20_000)
      .map(bytes => ({template, data: {a: Buffer.from(bytes).toString('base64')}}))
    assertSame(questions)
  })
})

function answer({template, data = {}, missingKeys}: Question): Answer | 'not evaluated' {
  const secrets = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Secret.of(Buffer.from(value, 'base64'))]))
  try {
    const rendered = renderTemplate(template, secrets, {missingKeys: missingKeys ?? 'no-value'})
    return {output: rendered.reveal().toString('base64')}
  } catch (error) {
    assert.ok(error instanceof GsecError, `${template}: ${String(error)}`)
    return error.code === 'TEMPLATE_UNSUPPORTED' ? 'not evaluated' : {error: true}
  }
}

function encode(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]))
}

/** Many templates at once, since each question starts the program. */
function sample(templates: fc.Arbitrary<string>): Question[] {
  const value = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.json(),
    fc.constantFrom('', '42', '0x1F', 'a,b,,c', ' x\n', 'YWI=', '{"k":{"a":[1,null]}}'),
  )
  const data = fc
    .tuple(...templateKeys.map(() => value))
    .map(values => encode(Object.fromEntries(templateKeys.map((key, index) => [key, values[index]!]))))
  const question = fc.record({template: templates, data, missingKeys: fc.constant('error' as const)}, {requiredKeys: ['template', 'data']})
  return fc.sample(question, 20_000)
}
