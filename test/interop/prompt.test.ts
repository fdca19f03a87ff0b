import assert from 'node:assert/strict'
import {createPrivateKey} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {openEnvelope} from '../support/open-envelope.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {runOnTerminal} from '../support/terminal.js'

const PASSWORD = 'tYpEd-7f3a secret é'
const args = ['seal', '--name', 'db', '--namespace', 'shop', '--prompt', 'password', '--prompt', 'token', '--cert', 'cert.pem']
const folderWithCertificate = () => temporaryFolder({'cert.pem': readFileSync('test/vectors/kubeseal/cert.pem')})

// Needs Python for the pseudo-terminal.
describe('gsec seal --prompt on a terminal', function () {
  this.timeout(120_000)

  it('asks for each value without showing it, and seals what was typed', () => {
    const run = runOnTerminal(
      args,
      [
        {expect: 'password:', send: `${PASSWORD}\r`},
        {expect: 'token:', send: '\u0014two\r'},
      ],
      folderWithCertificate(),
    )
    assert.equal(run.status, 0, run.shown)
    assert.ok(!run.shown.includes('tYpEd'), 'the terminal shows nothing of the value')
    assert.ok(!run.shown.includes('two'), 'Ctrl-T does not show it either')
    const key = createPrivateKey(readFileSync('test/vectors/kubeseal/key.pem'))
    const {encryptedData} = (parse(run.stdout) as {spec: {encryptedData: Record<string, string>}}).spec
    const opened = Object.entries(encryptedData).map(([name, text]) => [
      name,
      openEnvelope(Buffer.from(text, 'base64'), 'shop/db', key).plaintext?.toString(),
    ])
    assert.deepEqual(opened, [
      ['password', PASSWORD],
      ['token', 'two'],
    ])
  })

  it('ends with 130 at Ctrl-C, and prints nothing on stdout', () => {
    const run = runOnTerminal(
      args,
      [
        {expect: 'password:', send: `${PASSWORD}\r`},
        {expect: 'token:', send: '\u0003'},
      ],
      folderWithCertificate(),
    )
    assert.deepEqual([run.status, run.stdout], [130, ''], run.shown)
    assert.ok(!run.shown.includes('tYpEd'))
  })
})
