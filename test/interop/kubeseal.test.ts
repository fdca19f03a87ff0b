import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {makeCertificate} from '../../src/crypto/make-certificate.js'
import {outcomeOf, prepareRun, type RecordedRun, readRunGroups, runsFile} from '../support/kubeseal-runs.js'
import {isAtLeast, type RealKubeseal, realKubeseal} from '../support/real-kubeseal.js'
import {kubesealFolder, runKubesealIn} from '../support/run-kubeseal.js'

// What the real kubeseal does, asked of it: needs it, or Go and its module proxy to build it.
describe('the real kubeseal', function () {
  this.timeout(600_000)
  let real: RealKubeseal
  before(() => {
    real = realKubeseal()
  })

  const environment = (env: Record<string, string>) => ({PATH: process.env['PATH'] ?? '', ...env})

  function record(run: RecordedRun) {
    const {folder, args, input, env} = prepareRun(run)
    const {status, stdout, stderr} = spawnSync(real.path, args, {
      cwd: folder,
      env: environment({TMPDIR: folder, ...env}),
      input,
      encoding: 'utf8',
    })
    return outcomeOf(run, folder, {status, stdout, stderr})
  }

  it('does what test/vectors/kubeseal-runs.json says', () => {
    const groups = readRunGroups()
    const asked = groups.map(group => ({
      ...group,
      runs: group.runs.map(run => (isAtLeast(real, run.since ?? '0') ? {...run, expect: record(run)} : run)),
    }))
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(runsFile, `${JSON.stringify(asked, undefined, 1)}\n`)
    else assert.deepEqual(groups, asked)
  })

  // The sizes around a block of AES, and one beyond any buffer.
  const sizes = [0, 1, 15, 16, 17, 65_536]
  const scopes = ['strict', 'namespace-wide', 'cluster-wide']
  const bytes = (size: number) =>
    Buffer.concat(
      Array.from({length: Math.ceil(size / 32)}, (_, block) => createHash('sha256').update(`${size}/${block}`).digest()),
    ).subarray(0, size)
  const manifest = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata: {name: db, namespace: shop}',
    'data:',
    ...sizes.map(size => `  size-${size}: ${bytes(size).toString('base64') || '""'}`),
    '',
  ].join('\n')

  for (const bits of [2048, 4096]) {
    describe(`with an RSA key of ${bits} bits`, () => {
      let folder: string
      before(async () => {
        const pair = await makeCertificate({bits, now: new Date(), validFor: 86_400_000})
        folder = kubesealFolder({'cert.pem': pair.certificatePem, 'key.pem': pair.privateKeyPem.reveal()})
      })

      const kubeseal = (args: readonly string[], input: string) =>
        execFileSync(real.path, args, {cwd: folder, env: environment({HOME: folder}), input, encoding: 'utf8', maxBuffer: 1 << 28})
      const gsec = async (args: readonly string[], stdin: string) => {
        const {status, stdout, stderr} = await runKubesealIn(folder, args, {stdin})
        assert.deepEqual([status, stderr], [0, ''])
        return stdout
      }
      const sealArgs = (scope: string, format: string) => ['--cert', 'cert.pem', '--scope', scope, '-o', format]
      const openArgs = (format: string) => ['--recovery-unseal', '--recovery-private-key', 'key.pem', '-o', format]
      const masked = (text: string) => text.replace(/A[QgRw][A-Za-z0-9+/]{300,}={0,2}/g, '«sealed»')

      for (const scope of scopes) {
        for (const format of ['yaml', 'json']) {
          it(`opens what gsec seals with scope ${scope} in ${format}, and the other way round`, async () => {
            const ours = await gsec(sealArgs(scope, format), manifest)
            const theirs = kubeseal(sealArgs(scope, format), manifest)
            assert.equal(masked(ours), masked(theirs))
            const opened = kubeseal(openArgs(format), ours)
            assert.equal(opened, await gsec(openArgs(format), theirs))
            for (const size of sizes.filter(bytesCount => bytesCount > 0))
              assert.ok(opened.includes(bytes(size).toString('base64')), `${size} bytes`)
          })
        }

        it(`opens a single value that gsec seals with scope ${scope}`, async () => {
          const flags = ['--raw', '--cert', 'cert.pem', '--scope', scope, '-n', 'shop', '--name', 'db']
          const value = await gsec(flags, 'a value\n')
          const annotations = scope === 'strict' ? '' : `, annotations: {sealedsecrets.bitnami.com/${scope}: "true"}`
          const sealed = `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop${annotations}}\nspec: {encryptedData: {k: ${value}}}\n`
          assert.match(kubeseal(openArgs('yaml'), sealed), new RegExp(`^ {2}k: ${Buffer.from('a value\n').toString('base64')}$`, 'm'))
        })
      }

      it('opens what gsec merged into its file', async () => {
        writeFileSync(path.join(folder, 'target.yaml'), kubeseal(sealArgs('cluster-wide', 'yaml'), manifest))
        await gsec(
          ['--cert', 'cert.pem', '-o', 'yaml', '--merge-into', 'target.yaml'],
          'metadata: {name: x, namespace: z}\nstringData: {more: text}\n',
        )
        const opened = kubeseal([...openArgs('yaml'), '-f', 'target.yaml'], '')
        assert.match(opened, /^ {2}more: dGV4dA==$/m)
        assert.match(opened, /^ {2}size-17: \S+$/m)
      })
    })
  }
})
