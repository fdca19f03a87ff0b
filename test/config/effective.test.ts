import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {defaultConfig} from '../../src/config/default-value.js'
import {effectiveConfig, originsOf, originText, plainEffective} from '../../src/config/effective.js'
import {effectiveYaml} from '../../src/config/effective-yaml.js'
import {readConfig} from '../../src/config/read-config.js'
import {GsecError} from '../../src/errors.js'

const read = (text: string) => readConfig(Buffer.from(text), '.gsec.yaml')
const effective = (text: string, variables: Record<string, string> = {}) => {
  const {config, source} = read(text)
  return effectiveConfig(config, source, variables)
}
const originAt = (text: string, path: string, variables: Record<string, string> = {}) => {
  const found = originsOf(effective(text, variables)).find(({path: at}) => at.join('.') === path)
  return found && originText(found.origin)
}

describe('the effective configuration', () => {
  it('says of each value where it stands', () => {
    const text = 'version: 1\nclusters:\n  on:\n    context: off\nscan: {failOn: low}\n'
    assert.equal(originAt(text, 'version'), '.gsec.yaml:1:10')
    assert.equal(originAt(text, 'clusters.on.context'), '.gsec.yaml:4:14')
    assert.equal(originAt(text, 'clusters.on.controller.name'), 'default')
    assert.equal(originAt(text, 'scan.failOn'), '.gsec.yaml:5:16')
    assert.equal(originAt(text, 'audit.failOn'), 'default')
    assert.equal(originAt(text, 'stores'), 'default')
  })

  it('lets a variable win over the file and the default', () => {
    const text = 'version: 1\nscan: {failOn: low}\nclusters: {a: {context: x}}\nenvironments: [{paths: [a]}]\n'
    const variables = {
      GSEC_FAIL_ON: 'critical',
      GSEC_FAIL_ON_SKIPPED: 'yes',
      GSEC_CERT: '/my/cert.pem',
      SEALED_SECRETS_SCOPE: 'cluster-wide',
    }
    assert.equal(originAt(text, 'scan.failOn', variables), 'GSEC_FAIL_ON')
    assert.equal(originAt(text, 'audit.failOn', variables), 'GSEC_FAIL_ON')
    const plain = plainEffective(effective(text, variables)) as Record<string, Record<string, unknown>>
    assert.deepEqual([plain['scan']?.['failOn'], plain['scan']?.['failOnSkipped']], ['critical', true])
    assert.deepEqual(plain['clusters']?.['a'], {
      cert: '/my/cert.pem',
      certFingerprints: [],
      context: 'x',
      controller: {name: 'sealed-secrets-controller', namespace: 'kube-system'},
    })
    assert.deepEqual(plain['environments'], [{paths: ['a'], scope: 'cluster-wide'}])
  })

  it('prefers the own variable to that of kubeseal, and takes an empty one for none', () => {
    const text = 'version: 1\nenvironments: [{paths: [a], scope: strict}]\n'
    const path = 'environments.0.scope'
    assert.equal(originAt(text, path, {GSEC_SCOPE: 'strict', SEALED_SECRETS_SCOPE: 'cluster-wide'}), 'GSEC_SCOPE')
    assert.equal(originAt(text, path, {GSEC_SCOPE: '', SEALED_SECRETS_SCOPE: 'cluster-wide'}), 'SEALED_SECRETS_SCOPE')
    assert.equal(originAt(text, path, {GSEC_SCOPE: ''}), '.gsec.yaml:2:36')
  })

  it('refuses a variable that is no choice, without its value', () => {
    assert.throws(
      () => effective('version: 1\n', {GSEC_FAIL_ON: 'hunter2hunter2'}),
      (error: unknown) =>
        error instanceof GsecError &&
        error.code === 'USAGE' &&
        error.message === 'GSEC_FAIL_ON is not one of critical, high, medium, low, info',
    )
  })

  it('as YAML reads back as the same configuration', () => {
    for (const text of [readFileSync('test/fixtures/config/full.yaml', 'utf8'), 'version: 1\n']) {
      const first = read(text)
      const again = read(effectiveYaml(effectiveConfig(first.config, first.source, {}), originText))
      assert.deepEqual(again.config, first.config)
    }
  })

  it('as YAML quotes whatever another reader could take for something else', () => {
    const reason = fc
      .string({minLength: 1, maxLength: 20, unit: 'binary'})
      .filter(text => /\S/.test(text) && [...text].every(character => character >= ' ' && character !== '\x7f'))
    const name = fc.constantFrom('y', 'on', 'true', 'null', '1', '1.0', '0x10', '1e3', '2020-01-01', 'a.b', 'n')
    fc.assert(
      fc.property(reason, name, (text, cluster) => {
        const first = read(
          JSON.stringify({version: 1, clusters: {[cluster]: {context: cluster}}, audit: {external: [{name: 'x', reason: text}]}}),
        )
        const yaml = effectiveYaml(effectiveConfig(first.config, first.source, {}), originText)
        assert.deepEqual(read(yaml).config, first.config)
        assert.doesNotMatch(yaml, /[^\n\u0020-\u007e\u00a1-\u{10ffff}]|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u)
      }),
      {numRuns: 300},
    )
  })

  it('without a file is all defaults', () => {
    const origins = originsOf(effectiveConfig(defaultConfig(), undefined, {}))
    assert.deepEqual([...new Set(origins.map(({origin}) => origin.from))], ['default'])
    assert.deepEqual(defaultConfig(), read('version: 1\n').config)
  })
})
