// `npm run demo`: seals examples/secret.yaml with a throw-away key, opens it again and compares, showing every command.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {parse} from 'yaml'

const root = path.resolve(import.meta.dirname, '..')
const bin = path.join(root, 'bin/run.js')
const example = path.join(root, 'examples/secret.yaml')

if (!existsSync(path.join(root, 'dist'))) throw new Error('dist is missing: "npm run demo" builds it first')
const folder = mkdtempSync(path.join(tmpdir(), 'gsec-demo-'))
try {
  demonstrate()
} finally {
  rmSync(folder, {recursive: true})
}

function demonstrate(): void {
  say(1, 'Make a throw-away pair. A cluster has its own: the certificate is public, the key never leaves it.')
  console.log(
    gsec(['cert', 'create', '--quiet', '--output-dir', folder], 'gsec cert create')
      .replaceAll(`${folder}${path.sep}`, '')
      .replace(/^(?=.)/gm, '   ')
      .trimEnd(),
  )
  const certificate = path.join(folder, 'tls.crt')

  say(2, 'Seal examples/secret.yaml with the certificate. This is what goes into git:')
  const sealed = gsec(['seal', example, '--cert', certificate], 'gsec seal examples/secret.yaml --cert tls.crt')
  console.log(shortened(sealed))
  const file = path.join(folder, 'sealed.yaml')
  writeFileSync(file, sealed)

  say(3, 'Open it with the private key, as the controller in the cluster does, and compare with the Secret:')
  const key = path.join(folder, 'tls.key')
  const opened = gsec(
    ['kubeseal', '--recovery-unseal', '--recovery-private-key', key, '-f', file, '-o', 'yaml'],
    'gsec kubeseal --recovery-unseal --recovery-private-key tls.key -f sealed.yaml',
  )
  compare(parse(opened) as {data: Record<string, string>})

  console.log(`
For your own cluster:

  node bin/run.js cert fetch --output-file prod.pem    # once: the certificate of your cluster (or ask whoever runs it)
  node bin/run.js seal secret.yaml --cert prod.pem --output-file sealed.yaml
  kubectl apply --filename sealed.yaml    # the controller makes the Secret

"npm install --global ." makes it gsec. The throw-away pair is gone.`)
}

function say(step: number, text: string): void {
  console.log(`\n${step}. ${text}\n`)
}

function gsec(args: readonly string[], shown: string): string {
  console.log(`   $ ${shown}`)
  const run = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env: {...process.env, GSEC_CERT: undefined, SEALED_SECRETS_CERT: undefined},
  })
  for (const line of run.stderr.split('\n').filter(Boolean)) console.log(`   ${line.replaceAll(`${folder}${path.sep}`, '')}`)
  if (run.status !== 0) throw new Error(`gsec ended with ${run.status}`)
  return run.stdout
}

/** Ciphertexts have 700 characters; the first ones show the form. */
function shortened(text: string): string {
  return text
    .replace(/(: [A-Za-z0-9+/]{40})[A-Za-z0-9+/=]+/g, '$1…')
    .replace(/^/gm, '   ')
    .trimEnd()
}

function compare({data}: {data: Record<string, string>}): void {
  const {stringData} = parse(readFileSync(example, 'utf8')) as {stringData: Record<string, string>}
  for (const [key, value] of Object.entries(stringData)) {
    const bytes = Buffer.from(data[key] ?? '', 'base64')
    if (!bytes.equals(Buffer.from(value))) throw new Error(`${key} differs`)
    console.log(`   ${key}: equal (${bytes.length} bytes)`)
  }
}
