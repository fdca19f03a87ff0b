import assert from 'node:assert/strict'
import {chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {opened} from '../support/opened.js'
import {kubesealFolder, runKubesealIn} from '../support/run-kubeseal.js'

// docs/kubeseal.md lists each of these.

const secret = 'metadata: {name: db, namespace: shop}\nstringData: {new: b}\n'
const labels = ['shop/db', 'shop/other', 'shop', '']
const read = (folder: string, file = 'sealed.yaml') => opened(readFileSync(path.join(folder, file), 'utf8'), labels)
const onPosix = process.platform === 'win32' ? it.skip : it

/** A folder with what `args` make of a Secret in sealed.yaml. */
async function sealedFolder(input: string, ...args: string[]): Promise<string> {
  const folder = kubesealFolder()
  const {stdout} = await runKubesealIn(folder, ['--cert', 'cert.pem', '-o', 'yaml', ...args], {stdin: input})
  writeFileSync(path.join(folder, 'sealed.yaml'), stdout)
  return folder
}

const merge = (folder: string, stdin = secret, ...args: string[]) =>
  runKubesealIn(folder, ['--cert', 'cert.pem', '-o', 'yaml', '--merge-into', 'sealed.yaml', ...args], {stdin})

const done = {status: 0, stdout: '', stderr: ''}

describe('merging, where kubeseal', () => {
  it('panics because the target has no labels and annotations: makes them', async () => {
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    const input = 'metadata: {name: db, labels: {l: "1"}, annotations: {a: "2"}}\nstringData: {new: b}\n'
    assert.deepEqual(await merge(folder, input), done)
    assert.equal(
      read(folder),
      `---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  namespace: shop
spec:
  encryptedData:
    new: «shop/db:b»
    old: «shop/db:a»
  template:
    metadata:
      annotations:
        a: "2"
      labels:
        l: "1"
      name: db
      namespace: shop
`,
    )
  })

  it('panics because the target has no encryptedData and no template: makes them', async () => {
    const folder = kubesealFolder({'sealed.yaml': 'kind: SealedSecret\nmetadata: {name: db, namespace: shop}\n'})
    assert.deepEqual(await merge(folder), done)
    assert.match(read(folder), /new: «shop\/db:b»/)
  })

  for (const [scope, label] of [
    ['strict', 'shop/db'],
    ['namespace-wide', 'shop'],
    ['cluster-wide', ''],
  ] as const) {
    it(`seals with another scope than the target's ${scope}: keeps to the target's`, async () => {
      for (const flag of ['strict', 'namespace-wide', 'cluster-wide']) {
        const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n', '--scope', scope)
        const {status, stderr} = await merge(folder, secret, '--scope', flag)
        const isOther = flag !== 'strict' && flag !== scope
        assert.equal(status, 0)
        assert.equal(stderr, isOther ? `warning: sealed.yaml: the file has scope ${scope}: scope ${flag} does not apply\n` : '')
        assert.match(read(folder), new RegExp(`new: «${label}:b»\n {4}old: «${label}:a»`))
        if (isOther) assert.doesNotMatch(read(folder), new RegExp(`sealedsecrets.bitnami.com/${flag}`))
      }
    })
  }

  it('takes the scope that the Secret states: says that it does not apply', async () => {
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    const input = 'metadata: {annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}}\nstringData: {new: b}\n'
    const {stderr} = await merge(folder, input)
    assert.equal(stderr, 'warning: sealed.yaml: the file has scope strict: scope cluster-wide does not apply\n')
    assert.match(read(folder), /new: «shop\/db:b»/)
    assert.doesNotMatch(read(folder), /cluster-wide/)
  })

  it('drops the other documents of the target: keeps them byte for byte', async () => {
    const others = 'kind: ConfigMap\nmetadata: {name: c} # kept\n'
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    const sealed = readFileSync(path.join(folder, 'sealed.yaml'), 'utf8')
    writeFileSync(path.join(folder, 'sealed.yaml'), `# first\n---\n${others}---\n# mine\n${sealed.slice(4)}---\n${others}...\n`)
    assert.deepEqual(await merge(folder), done)
    const after = read(folder)
    assert.ok(after.startsWith(`# first\n---\n${others}---\napiVersion`))
    assert.ok(after.endsWith(`---\n${others}...\n`))
    assert.match(after, /new: «shop\/db:b»\n {4}old: «shop\/db:a»/)
  })

  it('merges into the first document whatever the names: takes the one that the Secret names', async () => {
    const folder = await sealedFolder(
      'metadata: {name: other, namespace: shop}\nstringData: {old: a}\n---\nmetadata: {name: db, namespace: shop}\nstringData: {old: c}\n',
    )
    assert.deepEqual(await merge(folder), done)
    assert.match(read(folder), /encryptedData:\n {4}old: «shop\/other:a»/)
    assert.match(read(folder), /encryptedData:\n {4}new: «shop\/db:b»\n {4}old: «shop\/db:c»/)
    assert.deepEqual(await merge(folder, 'metadata: {name: db}\nstringData: {third: d}\n'), done)
    assert.match(read(folder), /third: «shop\/db:d»/)
  })

  it('takes the first of several Secrets: takes them all', async () => {
    const folder = await sealedFolder(
      'metadata: {name: other, namespace: shop}\nstringData: {old: a}\n---\nmetadata: {name: db, namespace: shop}\nstringData: {old: c}\n',
    )
    const inputs = `${secret}---\nmetadata: {name: nowhere, namespace: shop}\nstringData: {third: d}\n---\nmetadata: {name: db, namespace: shop}\nstringData: {more: e}\n`
    assert.deepEqual(await merge(folder, inputs), done)
    assert.match(read(folder), /encryptedData:\n {4}old: «shop\/other:a»\n {4}third: «shop\/other:d»/)
    assert.match(read(folder), /encryptedData:\n {4}more: «shop\/db:e»\n {4}new: «shop\/db:b»\n {4}old: «shop\/db:c»/)
    const single = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    assert.deepEqual(await merge(single, inputs), done)
    assert.match(read(single), /more: «shop\/db:e»\n {4}new: «shop\/db:b»\n {4}old: «shop\/db:a»\n {4}third: «shop\/db:d»/)
  })

  it('writes JSON into a file of several YAML documents and drops the rest: keeps the separators', async () => {
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    const sealed = readFileSync(path.join(folder, 'sealed.yaml'), 'utf8')
    writeFileSync(path.join(folder, 'sealed.yaml'), `kind: ConfigMap\n${sealed}---\nkind: Service\n`)
    const {status} = await runKubesealIn(folder, ['--cert', 'cert.pem', '--merge-into', 'sealed.yaml'], {stdin: secret})
    assert.equal(status, 0)
    assert.match(read(folder), /^kind: ConfigMap\n---\n\{\n {2}"kind": "SealedSecret",.*\n\}\n---\nkind: Service\n$/s)
  })

  it('would leave a SealedSecret that nobody can open: asks for its name', async () => {
    const folder = kubesealFolder({'sealed.yaml': 'kind: SealedSecret\n'})
    assert.deepEqual(await merge(folder), {
      status: 1,
      stdout: '',
      stderr: 'error: missing metadata.name in the SealedSecret to merge into\n',
    })
    assert.equal(read(folder), 'kind: SealedSecret\n')
  })

  onPosix('writes in place: replaces the file at once, with its mode, behind its link', async () => {
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    const file = path.join(folder, 'sealed.yaml')
    chmodSync(file, 0o640)
    symlinkSync('sealed.yaml', path.join(folder, 'link.yaml'))
    const inode = statSync(file).ino
    const {status} = await runKubesealIn(folder, ['--cert', 'cert.pem', '--merge-into', 'link.yaml'], {stdin: secret})
    assert.equal(status, 0)
    assert.equal(lstatSync(path.join(folder, 'link.yaml')).isSymbolicLink(), true)
    assert.equal(statSync(file).mode & 0o777, 0o640)
    assert.notEqual(statSync(file).ino, inode)
    assert.match(read(folder), /new/)
  })

  it('empties the file of -w: leaves it alone', async () => {
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    writeFileSync(path.join(folder, 'other.yaml'), 'kept')
    assert.deepEqual(await merge(folder, secret, '-w', 'other.yaml'), done)
    assert.equal(readFileSync(path.join(folder, 'other.yaml'), 'utf8'), 'kept')
    assert.deepEqual(await merge(folder, secret, '-w', 'new.yaml'), done)
    assert.ok(!readdirSync(folder).includes('new.yaml'))
  })
})

describe('the file of -w', () => {
  const sealInto = (folder: string, file: string, stdin = secret) => runKubesealIn(folder, ['--cert', 'cert.pem', '-w', file], {stdin})

  onPosix('keeps its mode and its link; a new one is for the user alone', async () => {
    const folder = kubesealFolder({'o.yaml': 'old'})
    chmodSync(path.join(folder, 'o.yaml'), 0o664)
    symlinkSync('o.yaml', path.join(folder, 'link.yaml'))
    assert.deepEqual(await sealInto(folder, 'link.yaml'), done)
    assert.equal(lstatSync(path.join(folder, 'link.yaml')).isSymbolicLink(), true)
    assert.equal(statSync(path.join(folder, 'o.yaml')).mode & 0o777, 0o664)
    assert.deepEqual(await sealInto(folder, 'new.yaml'), done)
    assert.equal(statSync(path.join(folder, 'new.yaml')).mode & 0o777, 0o600)
  })

  it('leaves nothing behind when something fails', async () => {
    const folder = kubesealFolder({'o.yaml': 'old'})
    const before = readdirSync(folder)
    const {status} = await sealInto(folder, 'o.yaml', `${secret}---\nkind: Secret\n`)
    assert.equal(status, 1)
    assert.deepEqual([readdirSync(folder), read(folder, 'o.yaml')], [before, 'old'])
  })

  it('is an error when it is a folder, where kubeseal writes nothing and ends well', async () => {
    const folder = kubesealFolder({'o/x': ''})
    const {status, stderr} = await sealInto(folder, 'o')
    assert.deepEqual([status, stderr], [1, 'error: open o: is not a regular file\n'])
  })
})

describe('a separator that is none', () => {
  const seal = (stdin: string) => runKubesealIn(kubesealFolder(), ['--cert', 'cert.pem', '-o', 'yaml'], {stdin})
  const refused = (line: number) => ({
    status: 1,
    stdout: '',
    stderr: `error: invalid Yaml document separator in line ${line}: only a comment may follow the dashes\n`,
  })

  it('is an error, where kubeseal drops the document before it', async () => {
    assert.deepEqual(await seal(`${secret}--- {metadata: {name: x}}\n`), refused(3))
    assert.deepEqual(await seal(`${secret}---x\n${secret}`), refused(3))
    assert.deepEqual(await seal(`--- {metadata: {name: x}}\n---\n${secret}`), refused(1))
  })

  it('is nothing where nothing is dropped', async () => {
    const {status} = await seal(`-----BEGIN X-----\nabc\n-----END X-----\n---\n${secret}`)
    assert.equal(status, 0)
  })
})

describe('input that kubeseal reads for ever', () => {
  it('behind two JSON objects is an error', async () => {
    const object = JSON.stringify({metadata: {name: 'db', namespace: 'shop'}, data: {a: 'eA=='}})
    const {status, stderr} = await runKubesealIn(kubesealFolder(), ['--cert', 'cert.pem'], {stdin: `${object}${object}${object} x`})
    assert.deepEqual(
      [status, stderr],
      [1, "error: not JSON behind the last object: invalid character 'x' looking for beginning of value\n"],
    )
  })

  it('is no Secret when it is one brace', async () => {
    const {stderr} = await runKubesealIn(kubesealFolder(), ['--cert', 'cert.pem'], {stdin: '{'})
    assert.equal(stderr, 'error: no secrets found. Ensure the input is valid and UTF-8 encoded\n')
  })

  it('is refused when it is a folder', async () => {
    const {status, stderr} = await runKubesealIn(kubesealFolder({'d/x': ''}), ['--cert', 'cert.pem', '-f', 'd'])
    assert.deepEqual([status, stderr], [1, 'error: read d: is a directory\n'])
  })
})

describe('a document that cannot be read', () => {
  const stdin = `: : {\n---\n${secret}`
  const run = (stderr: boolean) => runKubesealIn(kubesealFolder(), ['--cert', 'cert.pem'], {stdin, isTerminal: {stdin: false, stderr}})

  it('is left out without a word in a script, as kubeseal does', async () => {
    const {status, stderr} = await run(false)
    assert.deepEqual([status, stderr], [0, ''])
  })

  it('is mentioned on a terminal', async () => {
    const {status, stderr} = await run(true)
    assert.deepEqual([status, stderr], [0, 'warning: a document of the input could not be read and was left out\n'])
  })
})

describe('opening', () => {
  it('passes over empty documents before the first', async () => {
    const folder = await sealedFolder('metadata: {name: db, namespace: shop}\nstringData: {old: a}\n')
    const stdin = `---\n# nothing\n${readFileSync(path.join(folder, 'sealed.yaml'), 'utf8')}`
    const {stdout} = await runKubesealIn(folder, ['--recovery-unseal', '--recovery-private-key', 'key.pem', '-o', 'yaml'], {stdin})
    assert.match(stdout, /^ {2}old: YQ==$/m)
  })

  it('names the function of a template that gsec does not evaluate', async () => {
    const stdin = 'kind: SealedSecret\nmetadata: {name: db}\nspec: {template: {data: {t: "x {{ genPrivateKey \\"rsa\\" }}"}}}\n'
    const {status, stdout, stderr} = await runKubesealIn(kubesealFolder(), ['--recovery-unseal'], {stdin})
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /^error: template:1:\d+: .*"genPrivateKey".* \(t\)\n$/)
  })
})

describe('aliases that multiply a document', () => {
  it('are an error, in little time', async () => {
    const levels = Array.from({length: 9}, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`)
    const stdin = `a0: &a0 [x]\n${levels.join('\n')}\nmetadata: {name: db}\n`
    const {status, stderr} = await runKubesealIn(kubesealFolder(), ['--cert', 'cert.pem'], {stdin})
    assert.deepEqual([status, stderr], [1, 'error: aliases multiply this document beyond any use\n'])
  })
})
