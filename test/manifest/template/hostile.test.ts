import assert from 'node:assert/strict'
import {inspect} from 'node:util'
import fc from 'fast-check'
import {GsecError} from '../../../src/errors.js'
import {functions} from '../../../src/manifest/template/functions.js'
import {renderTemplate, templateKeys} from '../../../src/manifest/template/template.js'
import {Secret} from '../../../src/secret.js'
import {expand} from '../../support/expand.js'
import {brokenTemplateText, templateText} from '../../support/template-texts.js'

const values = ['a', 'b', 'c'].map(key => expand('«alnum:24»', key))
const [a = '', b = '', c = ''] = values
const data = {a: Secret.of(a), b: Secret.of(`{"k": ["${b}", 1, null]}`), c: Secret.of(Buffer.from(`${c}\xff\xe2`, 'latin1'))}
/** Everything that a user, a log or a report could see of a failure. */
const shown = (error: GsecError) =>
  `${error.message} ${error.where} ${error.hint} ${error.stack} ${inspect(error, {depth: 9, showHidden: true})}`

function assertQuiet(run: () => unknown): void {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof GsecError, `not a GsecError: ${String(error)}`)
    assert.match(error.message, /^template:\d+:\d+: /)
    for (const value of values) assert.ok(!shown(error).includes(value), 'a message holds a value')
  }
}

describe('a template from a stranger', () => {
  it('gives a text or an error that says where, and shows no value', () => {
    fc.assert(
      fc.property(
        fc.oneof(templateText, brokenTemplateText),
        fc.constantFrom('no-value' as const, 'error' as const),
        (text, missingKeys) => {
          assertQuiet(() => renderTemplate(text, data, {missingKeys}))
          assertQuiet(() => templateKeys(text))
        },
      ),
      {numRuns: 4000},
    )
  })

  it('shows no value where a function refuses one', () => {
    for (const [name, {fixed}] of functions) {
      for (const operand of ['.a', '(fromJson .b)', '(list .a)', '.c']) {
        for (let count = 0; count <= fixed.length + 1; count++) {
          assertQuiet(() => renderTemplate(`{{ ${name}${` ${operand}`.repeat(count)} | trimAll .a | int | index .a }}`, data))
        }
      }
    }
  })

  it('takes no longer for a long text than for many short ones', () => {
    const long = [
      '{{',
      '(',
      '"',
      '`',
      '{{ (',
      '{{ "\\',
      '{{ .',
      '{{ 1',
      '{{ 1_',
      '{{ $',
      '{{/*',
      '{{ .a | ',
      ' ',
      '{{- ',
      '{{ if .a }}',
      '{{ 0x',
      '{{ é',
      '\\',
    ]
    for (const start of long) {
      const text = start.repeat(2).concat(start.slice(-1).repeat(200_000), start.repeat(20_000))
      const begin = process.hrtime.bigint()
      assertQuiet(() => renderTemplate(text, data))
      assert.ok(process.hrtime.bigint() - begin < 5_000_000_000n, `slow for ${JSON.stringify(start)}`)
    }
  })
})

describe('a value in a template', () => {
  const bytes = fc.uint8Array({maxLength: 64}).map(array => Buffer.from(array))

  it('comes out as it is, and through base64 and back', () => {
    fc.assert(
      fc.property(bytes, value => {
        const rendered = renderTemplate('{{ .k }}{{ .k | b64enc | b64dec }}{{ index . "k" | b64enc }}', {k: Secret.of(value)}).reveal()
        assert.deepEqual(rendered, Buffer.concat([value, value, Buffer.from(value.toString('base64'))]))
      }),
    )
  })

  it('survives JSON as far as it is UTF-8', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), value => {
        const rendered = renderTemplate('{{ .k | toJson }}', {k: Secret.of(value)})
          .reveal()
          .toString('utf8')
        assert.equal(JSON.parse(rendered), Buffer.from(value, 'utf8').toString('utf8'))
      }),
    )
  })
})
