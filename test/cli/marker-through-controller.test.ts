import assert from 'node:assert/strict'
import {mkdirSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vectorPublicKey} from '../support/vectors.js'

// The same as marker.test.ts, where the controller is asked: what is planted is neither shown nor sent.
const MARKER = 'mArKeR2b8cD4yK'
const encoded = Buffer.from(MARKER).toString('base64')

const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {a: ${MARKER}}\n`
const sealed = (label: string, extra = '') =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec: {encryptedData: {a: ${sealOne({value: Secret.of(MARKER), label}, vectorPublicKey)}}${extra}}\n`
const misplaced = sealed('shop/other')
const annotated = sealed('shop/other').replace('namespace: shop', `namespace: shop, annotations: {x: ${MARKER}}`)

interface Case {
  name: string
  args: readonly string[]
  input?: string
  prepare?: (cluster: FakeCluster) => void
}

const failing = (cluster: FakeCluster) => {
  cluster.services = []
}
const cases: Case[] = [
  {name: 'seal, without a controller', args: ['seal', 'input.yaml'], input: secret, prepare: failing},
  {name: 'kubeseal, without a controller', args: ['kubeseal', '-f', 'input.yaml'], input: secret, prepare: failing},
  {name: 'kubeseal, a Secret that is none', args: ['kubeseal', '-f', 'input.yaml'], input: `data: {a: "${MARKER}!"}\n`},
  {
    name: 'kubeseal --validate, a plain Secret',
    args: ['kubeseal', '--validate', '-f', 'input.yaml'],
    input: `${secret}data: {b: ${encoded}}\n`,
  },
  {name: 'kubeseal --re-encrypt, a plain Secret', args: ['kubeseal', '--re-encrypt', '-f', 'input.yaml'], input: secret},
  {
    name: 'kubeseal --validate, a label that is none',
    args: ['kubeseal', '--validate', '-f', 'input.yaml'],
    input: `metadata: {name: x, labels: [${MARKER}]}\n`,
  },
  {name: 'kubeseal --validate, a misplaced value', args: ['kubeseal', '--validate', '-f', 'input.yaml'], input: misplaced},
  {name: 'kubeseal --re-encrypt, a misplaced value', args: ['kubeseal', '--re-encrypt', '-f', 'input.yaml'], input: misplaced},
  {
    name: 'kubeseal --re-encrypt, an answer that is none',
    args: ['kubeseal', '--re-encrypt', '-f', 'input.yaml'],
    input: sealed('shop/db'),
    prepare: ({controller}) => controller.replies.set('/v1/rotate', {status: 200, body: `{"metadata": {"labels": "${MARKER}"}}`}),
  },
  {name: 'reseal, a misplaced value', args: ['reseal', 'input.yaml'], input: misplaced},
  {name: 'reseal, an annotation', args: ['reseal', 'input.yaml'], input: annotated},
  {
    name: 'reseal, an answer that is none',
    args: ['reseal', 'input.yaml'],
    input: sealed('shop/db'),
    prepare: ({controller}) =>
      controller.replies.set('/v1/rotate', {status: 200, body: `{"spec": {"encryptedData": {"a": "${encoded}"}}}`}),
  },
  {
    name: 'reseal, a failure that says too much',
    args: ['reseal', 'input.yaml'],
    input: sealed('shop/db'),
    prepare: ({controller}) => {
      for (const what of ['rotate', 'verify']) controller.replies.set(`/v1/${what}`, {status: 500, body: MARKER, type: 'text/plain'})
    },
  },
  {name: 'verify, a misplaced value', args: ['verify', 'input.yaml', '--context', 'test'], input: misplaced},
  {
    name: 'verify, a template with the value in it',
    args: ['verify', 'input.yaml', '--context', 'test'],
    input: sealed('shop/other', `, template: {data: {b: "${MARKER} {{ .a }}"}}`),
  },
  {
    name: 'verify, a failure that says too much',
    args: ['verify', 'input.yaml', '--context', 'test'],
    input: sealed('shop/db'),
    prepare: ({controller}) => controller.replies.set('/v1/verify', {status: 500, body: MARKER, type: 'text/plain'}),
  },
]

describe('a value planted where the controller is asked', () => {
  let cluster: FakeCluster
  beforeEach(async () => {
    cluster = await serveCluster()
  })
  afterEach(closeServers)

  for (const flags of [[], ['--json']]) {
    for (const {name, args, input = '', prepare} of cases.filter(({args}) => flags.length === 0 || args[0] !== 'kubeseal')) {
      it(`is neither shown nor sent by ${name}${flags.map(flag => `, ${flag}`).join('')}`, async () => {
        const cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'input.yaml': input, 'aside/tmp/.keep': ''})
        mkdirSync(path.join(cwd, '.git'))
        prepare?.(cluster)
        const env = {TMPDIR: path.join(cwd, 'aside/tmp'), XDG_CACHE_HOME: path.join(cwd, 'aside/cache'), GSEC_DEBUG: '1'}
        const {status, stdout, stderr} = await runGsecBeside([...args, ...flags], {cwd, env})
        assert.ok(status !== 0 && status !== null, `ended with ${status}: ${stdout}`)
        const sent = cluster.requests.map(({path: asked, body}) => `${asked} ${body}`)
        for (const text of [stdout, stderr, ...sent, ...contentsBelow(path.join(cwd, 'aside'))]) {
          assert.ok(!text.includes(MARKER) && !text.includes(encoded), text)
        }
      })
    }
  }
})

function contentsBelow(folder: string): string[] {
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  return entries.map(entry => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
}
