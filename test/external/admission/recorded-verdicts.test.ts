import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {goExpressions} from '../../../src/external/go-expressions.js'
import {lintDocuments} from '../../../src/external/lint.js'
import {objectsOf, readManifests} from '../../../src/manifest/read-manifests.js'

interface Verdict {
  accepted: boolean
  reason?: string
  field?: string
}

const folder = 'test/vectors/eso-admission'
const verdicts = JSON.parse(readFileSync(path.join(folder, 'verdicts.json'), 'utf8')) as Record<string, Verdict>

// What a real API server with ESO 2.9's definitions and webhook said: test/vectors/README.md.
describe('external lint, beside the cluster', () => {
  for (const [name, {accepted, reason = '', field = ''}] of Object.entries(verdicts)) {
    it(`${accepted ? 'accepts' : 'refuses'} ${name}`, () => {
      const file = readManifests(readFileSync(path.join(folder, `${name}.yaml`)), `${name}.yaml`)
      const findings = lintDocuments(file.documents.flatMap(objectsOf), {expressions: goExpressions})
      const errors = findings.filter(({severity}) => severity === 'high').map(({message}) => message)
      assert.equal(errors.length === 0, accepted, `${reason}\n${errors.join('\n')}`)
      const lastWord = /[A-Za-z]+(?=[^A-Za-z]*$)/.exec(field)?.[0] ?? ''
      assert.ok(accepted || errors.some(message => message.includes(lastWord)), `no error names ${field}: ${errors.join('\n')}`)
    })
  }

  it('has 150 verdicts to go by', () => assert.equal(Object.keys(verdicts).length, 150))
})
