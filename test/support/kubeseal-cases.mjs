#!/usr/bin/env node
// Runs a kubeseal-like command on recorded cases of the real kubeseal and compares what it did.
//   node kubeseal-cases.mjs CASES_DIR [--only SUBSTRING] [--show] -- COMMAND [ARG…]
// e.g. node test/support/kubeseal-cases.mjs test/vectors/kubeseal-cli -- node bin/run.js kubeseal
// Every ciphertext is opened with key.pem and compared as «sealed:LABEL:BASE64»; all else is compared byte for byte.
import {spawnSync} from 'node:child_process'
import {constants, createDecipheriv, createPrivateKey, privateDecrypt} from 'node:crypto'
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const argv = process.argv.slice(2)
const dash = argv.indexOf('--')
const [dir, ...options] = argv.slice(0, dash)
const command = argv.slice(dash + 1).map(word => (existsSync(word) ? resolve(word) : word))
const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : ''
const here = dirname(fileURLToPath(import.meta.url))
const vectors = [join(here, '../vectors/kubeseal'), join(dir, '../kubeseal')].find(existsSync)
const pem = readFileSync(join(vectors, 'key.pem'), 'utf8')
const key = createPrivateKey(pem)

const names = [
  'db',
  'a',
  'b',
  'x',
  'n',
  'tgt',
  'other',
  'renamed',
  'api',
  'tls',
  'cm',
  'dep',
  'mysecret',
  'sealed',
  'foo-bar',
  'secret1',
  'secret2',
]
const spaces = ['ns1', 'ns2', 'default', 'myns', 'other', 'prod', 'false', 'a', 'b']
const labels = ['', ...spaces, ...spaces.flatMap(ns => names.map(name => `${ns}/${name}`))]
const opened = new Map()
function open(text) {
  if (opened.has(text)) return opened.get(text)
  let result = text
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length >= 2 + 256 + 16 && bytes.readUInt16BE(0) === 256) {
    result = '«sealed:?»'
    for (const label of labels) {
      try {
        const options = {key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', ...(label && {oaepLabel: Buffer.from(label)})}
        const session = privateDecrypt(options, bytes.subarray(2, 258))
        const aes = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12))
        aes.setAuthTag(bytes.subarray(-16))
        const plain = Buffer.concat([aes.update(bytes.subarray(258, -16)), aes.final()])
        result = `«sealed:${label}:${plain.toString('base64')}»`
        break
      } catch {}
    }
  }
  opened.set(text, result)
  return result
}
const normalise = text => text.replace(/A[QgRw][A-Za-z0-9+/]{300,}={0,2}/g, open)
const normaliseError = (text, work) =>
  normalise(text)
    .replaceAll(work, '$WORK')
    .replace(/(no key could decrypt secret) \(([^)]*)\)/g, (_, head, list) => `${head} (${list.split(', ').sort().join(', ')})`)
    .replace(/(\.out\.yaml)\d+/g, '$1«digits»')

let passed = 0
const failed = []
for (const file of readdirSync(dir)
  .filter(f => f.endsWith('.json') && f.includes(only))
  .sort()) {
  const test = JSON.parse(readFileSync(join(dir, file), 'utf8'))
  const work = mkdtempSync(join(tmpdir(), 'ks-'))
  try {
    writeFileSync(join(work, 'cert.pem'), readFileSync(join(vectors, 'cert.pem')))
    writeFileSync(join(work, 'key.pem'), pem)
    for (const [name, text] of Object.entries(test.files)) writeFileSync(join(work, name), text)
    const env = {PATH: process.env.PATH, HOME: join(work, 'home'), TMPDIR: work, ...test.env}
    if (test.kubeconfig !== null) {
      const namespace = test.kubeconfig ? `, namespace: ${test.kubeconfig}` : ''
      writeFileSync(
        join(work, 'kc'),
        `apiVersion: v1\nkind: Config\nclusters:\n- {name: l, cluster: {server: "https://127.0.0.1:1"}}\nusers:\n- {name: u, user: {}}\ncontexts:\n- {name: c, context: {cluster: l, user: u${namespace}}}\ncurrent-context: c\n`,
      )
      env.KUBECONFIG = join(work, 'kc')
    }
    const run = spawnSync(command[0], [...command.slice(1), ...test.args], {cwd: work, env, input: test.stdin, timeout: 60_000})
    const got = {exit: run.status, stdout: normalise(run.stdout.toString()), stderr: normaliseError(run.stderr.toString(), work), files: {}}
    for (const name of readdirSync(work).sort()) {
      if (['cert.pem', 'key.pem', 'kc', 'home'].includes(name) || /^\..*\d+$/.test(name) || !statSync(join(work, name)).isFile()) continue
      const text = readFileSync(join(work, name), 'utf8')
      if (text !== test.files[name]) got.files[name] = normalise(text)
    }
    const want = test.expect
    const wrong = []
    if (got.exit !== want.exit) wrong.push(`exit ${got.exit}, kubeseal ${want.exit}`)
    if (want.stdout !== null && got.stdout !== want.stdout) wrong.push('stdout')
    if (want.stderr !== null && got.stderr !== want.stderr) wrong.push('stderr')
    if (want.last_line && !(got.stdout + got.stderr).includes(want.last_line)) wrong.push('reason of the usage error')
    if (JSON.stringify(got.files) !== JSON.stringify(want.files)) wrong.push('files')
    if (wrong.length === 0) passed++
    else {
      failed.push(test.name)
      console.log(`FAILED ${test.name}: ${wrong.join('; ')}`)
      if (options.includes('--show')) console.log(JSON.stringify({args: test.args, want, got}, null, 1))
    }
  } finally {
    rmSync(work, {recursive: true, force: true})
  }
}
console.log(`${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length ? 1 : 0
