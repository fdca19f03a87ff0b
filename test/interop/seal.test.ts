import assert from 'node:assert/strict'
import {createHash, createPrivateKey} from 'node:crypto'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {parse} from 'yaml'
import {labelFor, scopes} from '../../src/crypto/label.js'
import {realNode, runProgram} from '../support/installed-programs.js'
import {openEnvelope} from '../support/open-envelope.js'
import {realKubeseal} from '../support/real-kubeseal.js'
import {bin, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const KiB = 1024
const sizes = [0, 1, 15, 16, 17, KiB, 64 * KiB, 900 * KiB]
const bytesOf = (size: number, kind: 'text' | 'binary') => {
  const block = createHash('sha256').update(`${size}`).digest()
  return kind === 'binary' ? Buffer.alloc(size, block) : Buffer.alloc(size, block.toString('base64'))
}

describe('gsec seal and the real kubeseal', function () {
  this.timeout(600_000)
  let kubeseal = ''
  before(() => {
    kubeseal = realKubeseal().path
  })

  for (const bits of [2048, 4096]) {
    describe(`with an RSA-${bits} key`, () => {
      let folder = ''
      before(() => {
        folder = temporaryFolder()
        assert.equal(runGsec(['cert', 'create', '--bits', String(bits)], {cwd: folder}).status, 0)
      })

      for (const scope of scopes) {
        for (const kind of ['text', 'binary'] as const) {
          it(`open each other's ${kind} values, ${scope}`, () => {
            for (const size of sizes) {
              const value = bytesOf(size, kind)
              const manifest = secretOf(value)
              const ours = runGsec(['seal', '-', '--cert', 'tls.crt', '--scope', scope], {cwd: folder, input: manifest})
              assert.equal(ours.status, 0, ours.stderr)
              assert.deepEqual(openedByKubeseal(ours.stdout, folder), value, `${size} bytes, sealed by gsec`)
              const theirs = runProgram(kubeseal, ['--cert', 'tls.crt', '-o', 'yaml', '--scope', scope], manifest, folder)
              assert.equal(theirs.status, 0, theirs.stderr.toString())
              assert.deepEqual(openedByGsec(theirs.stdout.toString(), folder), value, `${size} bytes, sealed by kubeseal`)
              const envelope = Buffer.from(encryptedData(ours.stdout)['value'] ?? '', 'base64')
              const key = createPrivateKey(readFileSync(path.join(folder, 'tls.key')))
              assert.deepEqual(openEnvelope(envelope, labelFor({scope, namespace: 'shop', name: 'db'}), key).plaintext, value)
            }
          })
        }
      }
    })
  }

  it('print the same YAML and JSON apart from the ciphertexts', () => {
    const folder = temporaryFolder({'cert.pem': readFileSync('test/vectors/kubeseal/cert.pem')})
    for (const [name, manifest] of Object.entries(manifests())) {
      for (const format of ['yaml', 'json']) {
        const ours = runGsec(['seal', '-', '--cert', 'cert.pem', '-o', format], {cwd: folder, input: manifest})
        const theirs = runProgram(kubeseal, ['--cert', 'cert.pem', '-o', format], manifest, folder)
        assert.equal(ours.status, 0, `${name}: ${ours.stderr}`)
        assert.equal(withoutCiphertexts(ours.stdout), withoutCiphertexts(theirs.stdout.toString()), `${name} as ${format}`)
      }
    }
  })

  for (const major of [22, 24] as const) {
    it(`work the same under Node ${major}`, () => {
      const node = realNode(major)
      const folder = temporaryFolder()
      assert.equal(runGsec(['cert', 'create', '--bits', '2048'], {cwd: folder}).status, 0)
      const version = runProgram(node, [bin, '--version']).stdout.toString()
      assert.match(version, new RegExp(`^gsec/\\S+ \\S+ node-v${major}\\.`))
      const sealed = runProgram(node, [bin, 'seal', '-', '--cert', 'tls.crt'], secretOf(Buffer.from('one')), folder)
      assert.equal(sealed.status, 0, sealed.stderr.toString())
      assert.deepEqual(openedByKubeseal(sealed.stdout.toString(), folder), Buffer.from('one'))
    })
  }

  function openedByKubeseal(sealed: string, folder: string): Buffer {
    const run = runProgram(kubeseal, ['--recovery-unseal', '--recovery-private-key', 'tls.key', '-o', 'yaml'], sealed, folder)
    assert.equal(run.status, 0, run.stderr.toString())
    return valueIn(run.stdout.toString())
  }

  function openedByGsec(sealed: string, folder: string): Buffer {
    writeFileSync(path.join(folder, 'theirs.yaml'), sealed)
    const run = runGsec(['kubeseal', '--recovery-unseal', '--recovery-private-key', 'tls.key', '-o', 'yaml', '-f', 'theirs.yaml'], {
      cwd: folder,
    })
    assert.equal(run.status, 0, run.stderr)
    return valueIn(run.stdout)
  }
})

function secretOf(value: Buffer): string {
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: shop\ndata:\n  value: "${value.toString('base64')}"\n`
}

/** kubeseal prints an empty value as null. */
function valueIn(secret: string): Buffer {
  return Buffer.from((parse(secret) as {data: {value: string | null}}).data.value ?? '', 'base64')
}

function encryptedData(sealed: string): Record<string, string> {
  return (parse(sealed) as {spec: {encryptedData: Record<string, string>}}).spec.encryptedData
}

const withoutCiphertexts = (text: string) => text.replace(/A[Qg][A-Za-z0-9+/]{300,}={0,2}/g, 'CIPHERTEXT')

/** What is valid for the API server and as odd as such manifests get. managedFields are dropped by gsec and kept by kubeseal. */
function manifests(): Record<string, string> {
  const full = readFileSync('test/vectors/kubeseal/input-full.yaml', 'utf8')
  const head = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: shop\n'
  const long = 'word '.repeat(60).trim()
  return {
    'every field': full.replace(/ {2}managedFields:\n(?: {2}[- ] .*\n)+/, ''),
    quoting: readFileSync('test/vectors/kubeseal/input-yaml-quoting.yaml', 'utf8')
      .replace('namespace: n\n', 'namespace: shop\n')
      .replace('{x: y}', '{x: "y"}'),
    'several documents': `---\n${head}data: {a: eA==}\n---\n${head.replace('db', 'web')}stringData: {b: "1", c: "yes"}\nimmutable: false\n`,
    'scope annotations': `${head}  annotations:\n    sealedsecrets.bitnami.com/cluster-wide: "true"\n    sealedsecrets.bitnami.com/namespace-wide: "true"\n    note: "${long}"\ndata: {a: eA==}\n`,
    'keys in natural order': `${head}stringData: {key10: a, key2: b, Key1: c, a1: d, .dot: e, -x: f, "0x1": g, "1e3": h, "true": i, "null": j}\n`,
    labels: `${head}  labels: {app.kubernetes.io/name: web, "12": x, b: "", a: "~"}\n  annotations: {multi: "one\\n two\\n", tab: "a\\tb", emoji: "😀 é", quote: "it's \\"x\\"", colon: "a: b", hash: "a #b"}\ntype: example.com/x\ndata: {a: eA==}\n`,
  }
}
