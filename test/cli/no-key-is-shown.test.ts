import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

/** Every run of 16 base64 characters in the body of a PEM file or manifest, at every place where one may begin a line. */
function pieces(text: string): string[] {
  const base64 = text.replaceAll(/-----[A-Z ]+-----|[a-z.]+:/g, '').replaceAll(/\s/g, '')
  return Array.from({length: Math.floor(base64.length / 16)}, (_, index) => base64.slice(index * 16, index * 16 + 16))
}

/** Fails when any piece of the key stands in what was printed. */
function assertHidden(key: string, printed: string): void {
  assert.ok(pieces(key).length > 50)
  assert.deepEqual(
    pieces(key).filter(piece => printed.includes(piece)),
    [],
  )
}

const spoken = (run: {stdout: string; stderr: string}) => run.stdout + run.stderr

describe('a private key is never printed', () => {
  for (const words of [[], ['--json'], ['--quiet']]) {
    it(`by cert create ${words.join(' ')}`, () => {
      const cwd = temporaryFolder()
      const run = runGsec(['cert', 'create', '--bits', '2048', ...words], {cwd, env: {GSEC_DEBUG: '1'}})
      assert.equal(run.status, 0, run.stderr)
      assertHidden(readFileSync(path.join(cwd, 'tls.key'), 'utf8'), spoken(run))
      assertHidden(readFileSync(path.join(cwd, 'tls.key'), 'utf8'), readFileSync(path.join(cwd, 'tls.crt'), 'utf8'))
    })

    it(`by cert create --manifest ${words.join(' ')}`, () => {
      const cwd = temporaryFolder()
      const run = runGsec(['cert', 'create', '--bits', '2048', '--manifest', 'k.yaml', ...words], {cwd, env: {GSEC_DEBUG: '1'}})
      assert.equal(run.status, 0, run.stderr)
      const manifest = readFileSync(path.join(cwd, 'k.yaml'), 'utf8')
      const key = Buffer.from(/tls\.key: (\S+)/.exec(manifest)?.[1] ?? '', 'base64').toString()
      assertHidden(key, spoken(run))
      assertHidden(/tls\.key: (\S+)/.exec(manifest)?.[1] ?? '', spoken(run))
    })
  }

  it('when writing fails: then no file is left either', () => {
    const cwd = temporaryFolder({'out/x': ''})
    const run = runGsec(['cert', 'create', '--bits', '2048', '--cert-file', 'out/x/tls.crt', '--key-file', 'a.key'], {
      cwd,
      env: {GSEC_DEBUG: '1'},
    })
    assert.equal(run.status, 2)
    assert.doesNotMatch(spoken(run), /BEGIN|MII/)
    assert.deepEqual(readdirSync(cwd), ['out'])
  })

  for (const command of ['show', 'check']) {
    for (const words of [[], ['--json']]) {
      it(`by cert ${command} ${words.join(' ')}, given one instead of a certificate`, () => {
        const key = vector('kubeseal/key.pem')
        const cwd = temporaryFolder({
          'k.pem': key,
          'cut.pem': key.subarray(0, 900),
          'both.pem': Buffer.concat([key, vector('kubeseal/cert.pem')]),
        })
        for (const file of ['k.pem', 'cut.pem', 'both.pem']) {
          assertHidden(key.toString(), spoken(runGsec(['cert', command, file, ...words], {cwd, env: {GSEC_DEBUG: '1'}})))
        }
      })
    }
  }
})
