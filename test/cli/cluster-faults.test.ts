import assert from 'node:assert/strict'
import {createPublicKey} from 'node:crypto'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {seal} from '../../src/crypto/envelope.js'
import {Secret} from '../../src/secret.js'
import {answering, behindTheService, type ClusterFault, clusterFaults, cutOff, dripping} from '../support/cluster-faults.js'
import {type FakeCluster, type Fault, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {type Run, runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {user: me}\n'
const ciphertext = seal(Secret.of('me'), 'shop/db', createPublicKey(vector('kubeseal/cert.pem'))).toString('base64')
const sealed = `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec: {encryptedData: {user: ${ciphertext}}}\n`

const gsecCommands: Record<string, readonly string[]> = {
  'cert fetch': ['cert', 'fetch', '--output-file', 'out/cert.pem'],
  seal: ['seal', 'secret.yaml', '--output-file', 'out/sealed.yaml'],
  'seal --in-place': ['seal', 'secret.yaml', '--in-place'],
  reseal: ['reseal', 'apps'],
  verify: ['verify', 'apps', '--context', 'test', '--report', 'json=out/report.json'],
}
const kubesealCommands: Record<string, readonly string[]> = {
  kubeseal: ['kubeseal', '-f', 'secret.yaml', '-w', 'out.yaml'],
  'kubeseal --fetch-cert': ['kubeseal', '--fetch-cert', '-w', 'out.pem'],
  'kubeseal --validate': ['kubeseal', '--validate', '-f', 'apps/db.yaml'],
  'kubeseal --re-encrypt': ['kubeseal', '--re-encrypt', '-f', 'apps/db.yaml'],
  'kubeseal --merge-into': ['kubeseal', '--merge-into', 'apps/db.yaml', '-f', 'secret.yaml'],
}

describe('what goes wrong on the way to the controller', () => {
  let cluster: FakeCluster
  let cwd: string
  beforeEach(async () => {
    cluster = await serveCluster()
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'secret.yaml': secret, 'apps/db.yaml': sealed, 'out.pem': 'kept'})
    mkdirSync(path.join(cwd, '.git'))
  })
  afterEach(closeServers)

  const write = (file: string, text: string) => writeFileSync(path.join(cwd, file), text)

  /** The run of a command, which must leave every file as it was. */
  async function run(words: readonly string[]): Promise<Run> {
    const before = filesIn(cwd)
    const ended = await runGsecBeside(words, {cwd})
    assert.deepEqual(filesIn(cwd), before)
    return ended
  }

  function checkGsec({status, stdout, stderr}: Run, {reason, hint}: Pick<ClusterFault, 'reason' | 'hint'>): void {
    assert.equal(status, 2)
    assert.equal(stdout, '')
    const [first = '', second = '', ...rest] = stderr.split('\n')
    assert.match(first, new RegExp(`^gsec: error: .*${reason.source}`))
    assert.match(second, new RegExp(`^gsec: hint: .*${hint.source}`))
    assert.deepEqual(rest, [''])
  }

  function checkKubeseal({status, stdout, stderr}: Run, words: RegExp): void {
    assert.equal(status, 1)
    assert.equal(stdout, '')
    const [first = '', ...rest] = stderr.split('\n')
    assert.match(first, new RegExp(`^error: .*${words.source}`))
    assert.ok(rest.length === 1 || /^Please, use the flag --controller-name/.test(rest[0] ?? ''), stderr)
  }

  for (const fault of clusterFaults) {
    const {name, prepare, words = [], code, kubeseal} = fault
    for (const [command, args] of Object.entries(gsecCommands)) {
      it(`${command}: ${name}`, async () => {
        prepare(cluster, write)
        checkGsec(await run([...args, ...words]), fault)
        if (command !== 'cert fetch') return
        const json = await run([...args, ...words, '--json'])
        assert.equal(json.status, 2)
        assert.equal(JSON.parse(json.stdout).error.code, code)
      })
    }
    for (const [command, args] of Object.entries(kubesealCommands)) {
      it(`${command}: ${name}`, async () => {
        prepare(cluster, write)
        checkKubeseal(await run([...args, ...words]), kubeseal)
      })
    }
  }

  // the same behind the Service, where the controller itself should answer
  const later: {name: string; fault: Fault; words?: string[]; reason: RegExp; hint: RegExp; kubeseal: RegExp}[] = [
    {
      name: '404',
      fault: answering(404, {'content-type': 'text/plain'}, '404 page not found'),
      reason: /is no sealing controller \(HTTP 404\)/,
      hint: /--controller-name/,
      kubeseal: /the server could not find the requested resource \(post services http:sealed-secrets-controller:http\)/,
    },
    {
      name: '429 that asks for a minute',
      fault: answering(429, {'retry-after': '60'}),
      reason: /too many requests \(HTTP 429\)/,
      hint: /try again in 60 s/,
      kubeseal: /the server has received too many requests/,
    },
    {
      name: '500',
      fault: answering(500),
      reason: /the controller failed \(HTTP 500\)/,
      hint: /kubectl --context test logs/,
      kubeseal: /an error on the server \(""\)/,
    },
    {
      name: '503',
      fault: answering(503),
      reason: /\(HTTP 503\)/,
      hint: /try again later/,
      kubeseal: /the server is currently unable to handle the request/,
    },
    {
      name: 'a slow loris',
      fault: dripping,
      words: ['--request-timeout', '300ms'],
      reason: /within 0\.3 s/,
      hint: /--request-timeout 30s/,
      kubeseal: /Post "https:.*": no complete answer within 0\.3 s/,
    },
    {
      name: 'an answer cut in the middle',
      fault: cutOff,
      reason: /closed before/,
      hint: /try again/,
      kubeseal: /Post "https:.*": the connection was closed/,
    },
    {
      name: 'a huge answer',
      fault: answering(200, {}, ' '.repeat(5 << 20)),
      reason: /larger than 4 MiB/,
      hint: /something else answers/,
      kubeseal: /the answer is larger than 4 MiB/,
    },
    {
      name: 'a redirect',
      fault: answering(307, {location: 'https://login.invalid/'}),
      reason: /sends us elsewhere \(HTTP 307\)/,
      hint: /check the server/,
      kubeseal: /the server responded with the status code 307/,
    },
  ]
  for (const {name, fault, words = [], kubeseal, ...told} of later) {
    for (const command of ['reseal', 'verify']) {
      it(`${command}, behind the Service: ${name}`, async () => {
        cluster.fault = behindTheService(fault)
        checkGsec(await run([...gsecCommands[command]!, ...words]), told)
      })
    }
    for (const command of ['kubeseal --validate', 'kubeseal --re-encrypt']) {
      it(`${command}, behind the Service: ${name}`, async () => {
        cluster.fault = behindTheService(fault)
        checkKubeseal(await run([...kubesealCommands[command]!, ...words]), kubeseal)
      })
    }
  }

  it('hints at what each command can do without the cluster', async () => {
    cluster.may = () => false
    for (const [command, instead] of [
      ['seal', 'or seal without the cluster: gsec seal --cert FILE'],
      ['reseal', 'or reseal with the private keys: --key KEYFILE'],
      ['verify', 'or verify with the private keys: --key KEYFILE'],
    ] as const) {
      assert.ok((await run(gsecCommands[command]!)).stderr.endsWith(`, ${instead}\n`), command)
    }
  })

  it('reseal: an answer without the ciphertexts', async () => {
    for (const body of [
      '',
      '<html>',
      '{}',
      '{"spec": {"encryptedData": {"user": "AgBh"}}}',
      '{"spec": {"encryptedData": {"other": "x"}}}',
      sealedWithout('m'),
    ]) {
      cluster.controller.replies.set('/v1/rotate', {status: 200, body})
      checkGsec(await run(gsecCommands['reseal']!), {
        reason: /apps\/db\.yaml:1:1: the controller did not give every value back/,
        hint: /something else may answer there/,
      })
    }
  })
})

/** A whole ciphertext, of another plaintext. */
function sealedWithout(plaintext: string): string {
  const user = seal(Secret.of(plaintext), 'shop/db', createPublicKey(vector('kubeseal/cert.pem'))).toString('base64')
  return JSON.stringify({spec: {encryptedData: {user}}})
}

/** All files but those of the cache, with their content. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter(name => !name.startsWith('.cache'))
  return Object.fromEntries(names.map(name => [name, readFileSync(path.join(folder, name), 'utf8')]))
}
