import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {difference, interleave, median} from './measure.js'
import {gsec, table} from './peers.js'
import type {Benchmark} from './run.js'

const ROUNDS = 11
const DOCUMENTS = 1000
/** Milliseconds over Node's own start that a lint of all of them may take. */
const LIMIT = 1000

/** 1,000 ExternalSecrets and their store, in one file and in a file each. */
export const lintBenchmark: Benchmark = {
  name: 'lint',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    try {
      const documents = [STORE, ...Array.from({length: DOCUMENTS}, (_, index) => externalSecret(index))]
      mkdirSync(path.join(folder, 'many'))
      writeFileSync(path.join(folder, 'one.yaml'), documents.join('---\n'))
      for (const [index, document] of documents.entries()) writeFileSync(path.join(folder, 'many', `${index}.yaml`), document)
      const node = (name: string, ...args: string[]) => ({name, command: [process.execPath, ...args] as [string, ...string[]]})
      const [floor, ...timings] = interleave(
        [
          node('node -e 0', '-e', '0'),
          node('gsec external lint one.yaml', gsec, 'external', 'lint', path.join(folder, 'one.yaml')),
          node('gsec external lint many', gsec, 'external', 'lint', path.join(folder, 'many')),
        ],
        ROUNDS,
      )
      const rows = timings.map(timing => {
        const over = difference(timing, floor!)
        return [timing.name, over.toFixed(0), median(timing.wall).toFixed(0), over < LIMIT ? 'yes' : 'no']
      })
      const head = [`${DOCUMENTS} ExternalSecrets, median of ${ROUNDS} interleaved runs, ms`, 'over `node -e 0`', 'whole', `under ${LIMIT}`]
      return `${table(head, rows)}\n\n\`node -e 0\` itself: ${median(floor!.wall).toFixed(0)} ms`
    } finally {
      rmSync(folder, {recursive: true})
    }
  },
}

const STORE = `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata:
  name: gcp
spec:
  provider:
    gcpsm:
      projectID: my-project
`

const externalSecret = (index: number) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db-${index}
  namespace: shop
  labels:
    app.kubernetes.io/name: db-${index}
spec:
  refreshInterval: 1h0m0s
  secretStoreRef:
    kind: ClusterSecretStore
    name: gcp
  target:
    name: db-${index}
    creationPolicy: Owner
    deletionPolicy: Retain
    template:
      type: Opaque
      engineVersion: v2
      data:
        url: "postgres://{{ .username }}:{{ .password }}@db/shop"
  data:
    - secretKey: username
      remoteRef:
        key: db-${index}
        property: username
    - secretKey: password
      remoteRef:
        key: db-${index}
        property: password
`
