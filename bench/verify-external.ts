import {spawn} from 'node:child_process'
import {generateKeyPairSync} from 'node:crypto'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {interleave, median} from './measure.js'
import {gsec, table} from './peers.js'
import type {Benchmark} from './run.js'

const ROUNDS = 11
const REFERENCES = 200

/** 200 references, each to a secret of its own, half of them at AWS and half at Google: both SDKs are loaded. */
export const verifyExternalBenchmark: Benchmark = {
  name: 'verify-external',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    const portFile = path.join(folder, 'port')
    const server = spawn(process.execPath, [fileURLToPath(new URL('slow-provider.js', import.meta.url)), portFile], {stdio: 'ignore'})
    try {
      const url = `http://127.0.0.1:${waitFor(portFile)}`
      const env = {...credentials(folder), AWS_ENDPOINT_URL: url, GSEC_GCP_ENDPOINT: url}
      const file = path.join(folder, 'external.yaml')
      writeFileSync(file, manifests())
      const verify = [process.execPath, gsec, 'verify', file] as const
      const [floor, timing] = interleave(
        [
          {name: 'node -e 0', command: [process.execPath, '-e', '0']},
          {name: 'gsec verify', command: [...verify], env},
        ],
        ROUNDS,
      )
      const over = median(timing!.wall.map((wall, round) => wall - floor!.wall[round]!))
      const rows = [[timing!.name, median(timing!.wall).toFixed(0), over.toFixed(0), timing!.peakMb?.toFixed(0) ?? 'unknown']]
      const what = `${REFERENCES} references, half of them to AWS and half to Google, one call each, against a server that takes 20 ms; median of ${ROUNDS} runs.`
      return `${what} At most 1000 ms over Node itself and 200 MB are wanted.\n\n${table(['', 'wall ms', 'over node -e 0', 'peak MB'], rows)}`
    } finally {
      server.kill()
      rmSync(folder, {recursive: true})
    }
  },
}

function waitFor(file: string): string {
  for (let attempt = 0; !existsSync(file); attempt++) {
    if (attempt > 500) throw new Error('the server does not start')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
  return readFileSync(file, 'utf8')
}

/** A service account signs its own tokens, so that no further server is asked. */
function credentials(folder: string): Record<string, string> {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
  const file = path.join(folder, 'account.json')
  const key = privateKey.export({type: 'pkcs8', format: 'pem'})
  writeFileSync(file, JSON.stringify({type: 'service_account', project_id: 'bench', client_email: 'bench@bench.test', private_key: key}))
  return {GOOGLE_APPLICATION_CREDENTIALS: file, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-west-1'}
}

function manifests(): string {
  const stores = [
    {name: 'aws', provider: 'aws: {service: SecretsManager, region: eu-west-1}'},
    {name: 'google', provider: 'gcpsm: {projectID: bench}'},
  ]
  const head = (kind: string, name: string) =>
    `---\napiVersion: external-secrets.io/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: bench\nspec:\n`
  const objects = stores.map(({name, provider}) => {
    const data = Array.from(
      {length: REFERENCES / stores.length},
      (_, index) => `  - secretKey: k${index}\n    remoteRef:\n      key: ${name}-${index}\n      property: password\n`,
    )
    const store = `${head('SecretStore', name)}  provider:\n    ${provider}\n`
    return `${store}${head('ExternalSecret', name)}  secretStoreRef:\n    name: ${name}\n  data:\n${data.join('')}`
  })
  return objects.join('')
}
