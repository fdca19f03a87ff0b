import assert from 'node:assert/strict'
import {GsecError} from '../../../src/errors.js'
import {functions} from '../../../src/manifest/template/functions.js'
import {renderTemplate} from '../../../src/manifest/template/template.js'
import {Secret} from '../../../src/secret.js'
import {readRecordedTemplates} from '../../support/template-texts.js'

// Asked of Go and sprig: test/vectors/README.md.
const recorded = readRecordedTemplates()

describe('a template rendered as Go renders it', () => {
  for (const {name, template, data = {}, missingKeys = 'no-value', output} of recorded) {
    it(name, () => {
      const secrets = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Secret.of(Buffer.from(value, 'base64'))]))
      const render = () => renderTemplate(template, secrets, {missingKeys}).reveal().toString('base64')
      if (output !== undefined) assert.equal(render(), output)
      else assert.throws(render, error => error instanceof GsecError && error.code === 'MANIFEST_INVALID')
    })
  }

  it('is recorded for every function', () => {
    const text = recorded.map(({template}) => template).join('\n')
    assert.deepEqual(
      [...functions.keys()].filter(name => !new RegExp(`\\b${name}\\b`).test(text)),
      [],
    )
  })
})
