import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {placeRules, policies} from '../../src/scan/documents.js'
import {rules as tokenRules} from '../../src/scan/rules/index.generated.js'
import privateKeyPem from '../../src/scan/rules/private-key-pem.js'
import stripeSecretKey from '../../src/scan/rules/stripe-secret-key.js'
import {scanFile} from '../../src/scan/scan-file.js'
import {expand} from '../support/expand.js'
import {textAt} from '../support/text-at.js'

interface Case {
  name: string
  /** Instead of the fixture's own. */
  path?: string
  text: string
}

/** severity, rule, key path, and the text of the file that is marked, whose place is thereby checked. */
type Expected = [severity: string, ruleId: string, keyPath: string, marked: string]

interface Fixture {
  path: string
  finds: (Case & {findings: Expected[]})[]
  ignores: Case[]
}

const folder = new URL('../fixtures/documents/', import.meta.url)
// two rules only, so that a new one does not change what is expected of the documents
const rules = [privateKeyPem, stripeSecretKey]

function findingsIn(path: string, text: string): Expected[] {
  const {findings} = scanFile({path, bytes: Buffer.from(text)}, rules)
  return findings.map(({finding}) => [finding.severity, finding.ruleId, finding.keyPath ?? '', textAt(text, finding)])
}

describe('the policies for documents', () => {
  for (const {id} of policies) {
    describe(id, () => {
      const file = new URL(`${id}.yaml`, folder)
      const fixture: Fixture = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {path: '', finds: [], ignores: []}

      it('has a case that it finds, unless it finds nothing by its nature, and a case that it ignores', () => {
        assert.ok(fixture.finds.length > 0 || ['schema', 'no-secrets', 'translations'].includes(id))
        assert.ok(fixture.ignores.length > 0)
      })
      for (const {name, path = fixture.path, text, findings} of fixture.finds) {
        it(`finds ${name}`, () => {
          const seed = `${id}/${name}`
          const expected = findings.map(finding => finding.map(part => expand(part, seed)) as Expected)
          assert.deepEqual(findingsIn(path, expand(text, seed)), expected)
        })
        it(`finds ${name} in a file with Windows line ends`, () => {
          const seed = `${id}/${name}`
          const expected = findings.map(finding => finding.map(part => expand(part, seed).replaceAll('\n', '\r\n')) as Expected)
          assert.deepEqual(findingsIn(path, expand(text, seed).replaceAll('\n', '\r\n')), expected)
        })
      }
      for (const {name, path = fixture.path, text} of fixture.ignores) {
        it(`ignores ${name}`, () => {
          assert.deepEqual(findingsIn(path, expand(text, `${id}/${name}`)), [])
        })
      }
    })
  }

  it('report under rules with ids of their own, apart from those of the tokens', () => {
    const ids = [...placeRules, ...tokenRules].map(({id}) => id)
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    )
    for (const {id, title, remediation} of placeRules) {
      assert.match(id, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/)
      for (const text of [title, remediation]) assert.doesNotMatch(text, /\.$|^$/)
    }
  })

  it('own every fixture', () => {
    const names = new Set(policies.map(({id}) => `${id}.yaml`))
    assert.deepEqual(
      readdirSync(folder).filter(name => !names.has(name)),
      [],
    )
  })

  it('stand in files named for them', () => {
    const files = readdirSync(new URL('../../src/scan/documents/', import.meta.url)).map(name => name.replace(/\.ts$/, ''))
    assert.deepEqual(
      policies.map(({id}) => id).filter(id => !files.includes(id)),
      [],
    )
  })
})
