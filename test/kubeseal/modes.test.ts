import assert from 'node:assert/strict'
import {chmodSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {kubesealFolder, runKubesealIn} from '../support/run-kubeseal.js'

const secret = 'metadata: {name: db, namespace: shop}\nstringData: {a: b}\n'
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

describe("kubeseal's modes", () => {
  it('print the version of both programs', async () => {
    const {status, stdout} = await runKubesealIn(kubesealFolder(), ['--version', '--help', '--raw'])
    assert.deepEqual([status, stdout], [0, `kubeseal version: 0.38.4+gsec.${manifest.version}\n`])
  })

  it('print the flags on standard output for --help, their heading on standard error for -h', async () => {
    const help = await runKubesealIn(kubesealFolder(), ['--help'])
    const letter = await runKubesealIn(kubesealFolder(), ['-h'])
    assert.match(help.stdout, /^Usage of kubeseal:\n {6}--add_dir_header /)
    assert.equal(help.stderr, '')
    assert.deepEqual(letter, {status: 0, stdout: help.stdout.replace('Usage of kubeseal:\n', ''), stderr: 'Usage of kubeseal:\n'})
  })

  it('print the flags and then the reason for a command line that cannot be read', async () => {
    const {status, stdout, stderr} = await runKubesealIn(kubesealFolder(), ['--nope'])
    assert.deepEqual([status, stderr], [2, 'Usage of kubeseal:\n'])
    assert.match(stdout, /--vmodule .*\nunknown flag: --nope\n$/)
  })

  describe('on a terminal', () => {
    const onTerminal = (args: readonly string[], stdin = secret) =>
      runKubesealIn(kubesealFolder({'s.yaml': secret, v: 'x'}), ['--cert', 'cert.pem', ...args], {
        stdin,
        isTerminal: {stdin: true, stderr: true},
      })
    const manifestHint = '(tty detected: expecting json/yaml k8s resource in stdin)\n'
    const valueHint = '(tty detected: expecting a secret to encrypt in stdin)\n'
    for (const [args, stderr] of [
      [[], manifestHint],
      [['-f', 's.yaml'], ''],
      [['--fetch-cert'], ''],
      [['--raw', '--scope', 'cluster-wide'], valueHint],
      [['--raw', '--scope', 'cluster-wide', '--from-file', 'v'], ''],
      [
        ['-f', 's.yaml', '--recovery-private-key', 'key.pem'],
        'warning: ignoring --recovery-private-key because unseal command not chosen with --recovery-unseal\n',
      ],
    ] as const) {
      it(`say ${JSON.stringify(stderr)} for ${args.join(' ') || 'nothing'}`, async () =>
        assert.equal((await onTerminal(args)).stderr, stderr))
    }
  })

  it('find the namespace of a Pod', async () => {
    const folder = kubesealFolder()
    const args = ['--cert', 'cert.pem', '-o', 'yaml']
    const {stdout} = await runKubesealIn(folder, args, {stdin: 'metadata: {name: db}\nstringData: {a: b}\n', podNamespace: () => 'pods'})
    assert.match(stdout, /namespace: pods/)
  })

  describe('where a file cannot be used', () => {
    // root may write everywhere, and Windows has other rights: there this test does not exist
    const isHeldByRights = process.platform !== 'win32' && process.getuid?.() !== 0
    const testOfRights = isHeldByRights ? it : () => undefined

    testOfRights('say that permission is denied', async () => {
      const folder = kubesealFolder({'t.yaml': 'kind: SealedSecret\nmetadata: {name: x}\n', 'd/x': ''})
      chmodSync(path.join(folder, 't.yaml'), 0o444)
      chmodSync(path.join(folder, 'd'), 0o555)
      assert.equal(
        (await runKubesealIn(folder, ['--cert', 'cert.pem', '--merge-into', 't.yaml'])).stderr,
        'error: open t.yaml: permission denied\n',
      )
      assert.match(
        (await runKubesealIn(folder, ['--cert', 'cert.pem', '-w', 'd/o'])).stderr,
        /^error: open d\/\.o\d+: permission denied\n$/,
      )
      chmodSync(path.join(folder, 'd'), 0o755)
    })

    for (const [file, message] of [
      ['no/o.json', /^error: open no\/\.o\.json\d+: no such file or directory\n$/],
      ['./no//o.json', /^error: open no\/\.o\.json\d+: no such file or directory\n$/],
      ['f/o.json', /^error: open f\/\.o\.json\d+: not a directory\n$/],
      ['/no/o.json', /^error: open \/no\/\.o\.json\d+: no such file or directory\n$/],
    ] as const) {
      it(`name the file that would stand for ${file}`, async () => {
        const folder = kubesealFolder({f: ''})
        const {status, stderr} = await runKubesealIn(folder, ['--cert', 'cert.pem', '-w', file], {stdin: secret})
        assert.equal(status, 1)
        assert.match(stderr.replaceAll('\\', '/'), message)
        assert.deepEqual(readdirSync(folder).sort(), ['cert.pem', 'f', 'key.pem'])
      })
    }

    it('say so of a name that is too long', async () => {
      const {stderr} = await runKubesealIn(kubesealFolder(), ['--cert', 'x'.repeat(300)])
      assert.match(stderr, /: file name too long\n$/)
    })
  })

  it('say which kind of fault it is, and no more, when gsec itself is at fault', async () => {
    const readStdin = () => {
      throw new TypeError('hunter2')
    }
    const {status, stderr} = await runKubesealIn(kubesealFolder(), ['--cert', 'cert.pem'], {readStdin})
    assert.deepEqual([status, stderr], [1, 'error: internal error (TypeError)\n'])
  })
})
