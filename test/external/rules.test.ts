import assert from 'node:assert/strict'
import {goExpressions} from '../../src/external/go-expressions.js'
import {lintDocuments} from '../../src/external/lint.js'
import {type LintRuleId, lintRules} from '../../src/external/rules/rules.js'
import {objectsOf, readManifests} from '../../src/manifest/read-manifests.js'
import {lintFixtures, readLintFixture} from '../support/read-lint-fixture.js'

const lint = (text: string) =>
  lintDocuments(readManifests(Buffer.from(text), 'deploy/app.yaml').documents.flatMap(objectsOf), {expressions: goExpressions})

describe('the rules of external lint', () => {
  it('have a fixture each, and no fixture is without a rule', () => {
    assert.deepEqual([...lintFixtures].sort(), Object.keys(lintRules).sort())
  })

  for (const rule of Object.keys(lintRules) as LintRuleId[]) {
    describe(rule, () => {
      const cases = readLintFixture(rule)
      it('has something to find and something to leave alone', () => {
        assert.deepEqual([...new Set(cases.map(({kind}) => kind))].sort(), ['finds', 'ignores'])
      })
      for (const {kind, name, text, lines} of cases) {
        it(`${kind} ${name}`, () => {
          const found = lint(text).filter(({ruleId}) => ruleId === rule)
          const seen = found.map(({line, severity}) => ({line, severity}))
          const wanted = lines.map(({line, severity}) => ({line, severity: severity ?? lintRules[rule].severity}))
          assert.equal(kind === 'finds', wanted.length > 0, 'marks belong to what is found')
          assert.deepEqual(seen, wanted)
        })
      }
    })
  }
})
