import assert from 'node:assert/strict'
import {GsecError} from '../../src/errors.js'
import {describeSkipped, findSecrets} from '../../src/seal/find-secrets.js'

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\n'
const find = (text: string, isNamed: boolean) => findSecrets({path: 'f.yaml', bytes: Buffer.from(text), isNamed})
const code = (expected: string) => (error: unknown) => error instanceof GsecError && error.code === expected

describe('finding Secrets in a file', () => {
  it('passes over what is none in a folder, and counts it', () => {
    const {secrets, skipped} = find(
      `${SECRET}---\nkind: SealedSecret\n---\nkind: ConfigMap\n---\n${SECRET}sops: {}\n---\n- a list with Secret\n`,
      false,
    )
    assert.equal(secrets.length, 1)
    assert.equal(describeSkipped(skipped), '1 sealed already, 1 other kind, 1 encrypted with SOPS')
    assert.deepEqual(find('{{ if .Values.Secret }}\n- a\nb: {{ x }}\n', false).skipped, ['Helm template'])
  })

  it('does not even parse what cannot hold one', () => {
    assert.deepEqual(find('a: [\n', false), {file: undefined, secrets: [], skipped: []})
  })

  it('says what is wrong with a file that the user named', () => {
    assert.throws(() => find(`${SECRET}sops: {}\n`, true), code('SECRET_INVALID'))
    assert.throws(() => find('{{ if x }}\n- a\nb: {{ y }}\n', true), code('MANIFEST_INVALID'))
    assert.throws(() => find('a: [\n', true), code('MANIFEST_INVALID'))
    assert.throws(() => find('- a\n', true), code('MANIFEST_INVALID'))
    assert.throws(() => find('Secret: [\n', false), code('MANIFEST_INVALID'))
  })
})
