import assert from 'node:assert/strict'
import {chmodSync, readFileSync, rmSync} from 'node:fs'
import path from 'node:path'
import {GitRepository} from '../support/git-repository.js'
import {bin, type Run} from '../support/run-gsec.js'

const secret = (value: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData:\n  # the database\n  password: ${value}\n`
const CLEAN = secret('"{{ .password }}"')
const PLAIN = secret('hunter2-x')
const NEWLINE_NAME = 'a\n::error::b, "ü".yaml'

/** Places of the findings of a run that ended with 1, or with 0 when there are none. */
function places({status, stdout, stderr}: Run): string[] {
  assert.ok(status === 0 || status === 1, stderr)
  const {findings} = JSON.parse(stdout) as {findings: {path: string; line: number; fingerprint: string}[]}
  assert.equal(status, findings.length > 0 ? 1 : 0)
  return findings.map(({path: file, line}) => `${file}:${line}`)
}

interface Blinding {
  name: string
  /** After the clean file is committed; the change comes next. */
  prepare?: (repository: GitRepository) => void
  env?: Record<string, string>
  /** Instead of adding everything to the index. */
  stage?: (repository: GitRepository) => void
}

const attribute =
  (text: string, settings: Record<string, string> = {}) =>
  (repository: GitRepository) => {
    repository.commit({'.gitattributes': text})
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value)
  }
const settings = (values: Record<string, string>) => attribute('', values)

// What may keep a scanner that reads `git diff` from seeing a line.
const blindings: Blinding[] = [
  {name: 'nothing'},
  {name: 'the attribute -diff', prepare: attribute('* -diff\n')},
  {name: 'the attribute binary', prepare: attribute('* binary\n')},
  {name: 'a textconv', prepare: attribute('*.yaml diff=quiet\n', {'diff.quiet.textconv': 'echo nothing #'})},
  {name: 'a driver that calls its files binary', prepare: attribute('*.yaml diff=quiet\n', {'diff.quiet.binary': 'true'})},
  {name: 'a driver with a command', prepare: attribute('*.yaml diff=quiet\n', {'diff.quiet.command': 'true'})},
  {name: 'an external diff', prepare: settings({'diff.external': 'true'})},
  {name: 'an external diff in the environment', env: {GIT_EXTERNAL_DIFF: 'true', GIT_DIFF_OPTS: '--unified=0'}},
  {
    name: 'colours, prefixes and quoting',
    prepare: settings({'color.ui': 'always', 'diff.noprefix': 'true', 'core.quotePath': 'true', 'diff.mnemonicPrefix': 'true'}),
  },
  {
    name: 'diffs of another form',
    prepare: settings({
      'diff.algorithm': 'patience',
      'diff.interHunkContext': '9',
      'diff.context': '9',
      'diff.renames': 'copies',
      'diff.submodule': 'log',
    }),
  },
  {name: 'a working tree in another encoding', prepare: attribute('*.yaml text eol=crlf\n')},
  {name: 'a file that is assumed unchanged', prepare: repository => repository.git('update-index', '--assume-unchanged', 'other.yaml')},
  {
    name: 'an object that stands in for another',
    stage(repository) {
      repository.git('add', '--all')
      const [plain, clean] = [
        repository.git('rev-parse', ':deploy/db.yaml').trim(),
        repository.git('rev-parse', 'HEAD:deploy/db.yaml').trim(),
      ]
      repository.git('replace', plain, clean)
    },
  },
]

describe('git cannot hide a line from the scan', () => {
  for (const {name, prepare, env = {}, stage} of blindings) {
    it(name, () => {
      const repository = new GitRepository()
      repository.commit({'deploy/db.yaml': CLEAN, 'other.yaml': CLEAN})
      prepare?.(repository)
      repository.git('branch', 'base')
      repository.write({'deploy/db.yaml': PLAIN})
      if (stage) stage(repository)
      else repository.git('add', '--all')
      assert.deepEqual(places(repository.gsec(['scan', '--staged', '--json'], {env})), ['deploy/db.yaml:6'])
      repository.git('commit', '--quiet', '--message', 'plain')
      assert.deepEqual(places(repository.gsec(['scan', '--diff', 'base', '--json'], {env})), ['deploy/db.yaml:6'])
      assert.deepEqual(places(repository.gsec(['scan', '--diff', 'base', '--json'], {env, below: 'deploy'})), ['db.yaml:6'])
    }).timeout(60_000)
  }

  it('names of any kind', () => {
    const repository = new GitRepository({'a.txt': ''})
    repository.commit({})
    const names = process.platform === 'win32' ? ['ü ö.yaml'] : [NEWLINE_NAME, '-rf.yaml', ':(top)x.yaml', 'a\tb\\c.yaml', '[x]*.yaml']
    repository.write(Object.fromEntries(names.map(name => [name, PLAIN])))
    const expected = names.map(name => `${name}:6`).sort()
    repository.git('add', '--all')
    assert.deepEqual(places(repository.gsec(['scan', '--json'])).sort(), expected)
    assert.deepEqual(places(repository.gsec(['scan', '--staged', '--json'])).sort(), expected)
  })

  it('a file that is tracked and ignored', () => {
    const repository = new GitRepository({'db.yaml': PLAIN})
    repository.commit({})
    repository.write({'.gitignore': '*.yaml\n', 'new.yaml': PLAIN})
    assert.deepEqual(places(repository.gsec(['scan', '--json'])), ['db.yaml:6'])
  })

  it('a link that becomes a file', function () {
    if (process.platform === 'win32') this.skip()
    const repository = new GitRepository({'a.txt': ''})
    repository.commit({})
    repository.git('update-index', '--add', '--cacheinfo', `120000,${repository.git('hash-object', '-w', 'a.txt').trim()},db.yaml`)
    repository.git('commit', '--quiet', '--message', 'link')
    repository.write({'db.yaml': PLAIN})
    repository.git('add', 'db.yaml')
    assert.deepEqual(places(repository.gsec(['scan', '--staged', '--json'])), ['db.yaml:6'])
  })
})

describe('the scan in a hook', () => {
  /** A repository whose pre-commit hook scans what is staged, and leaves the report beside. */
  function withHook(): GitRepository {
    const repository = new GitRepository({'db.yaml': CLEAN, 'other.yaml': CLEAN})
    repository.commit({})
    repository.write({'.git/hooks/pre-commit': `#!/bin/sh\nexec "${process.execPath}" "${bin}" scan --staged --report json="$REPORT"\n`})
    chmodSync(path.join(repository.folder, '.git/hooks/pre-commit'), 0o755)
    return repository
  }
  const report = (repository: GitRepository) => path.join(repository.folder, '.git/report.json')
  const commit = (repository: GitRepository, ...args: string[]) =>
    repository.tryGit(['commit', '--quiet', '--message', 'x', ...args], {REPORT: report(repository)})
  const reported = (repository: GitRepository) =>
    (JSON.parse(readFileSync(report(repository), 'utf8')) as {findings: {path: string}[]}).findings.map(({path: file}) => file)

  it('judges commit -a by what it commits', () => {
    const repository = withHook()
    repository.write({'db.yaml': PLAIN})
    assert.equal(commit(repository, '--all').status, 1)
    assert.deepEqual(reported(repository), ['db.yaml'])
  })

  it('judges a partial commit by its files alone', () => {
    const repository = withHook()
    repository.write({'db.yaml': PLAIN, 'other.yaml': `${CLEAN}# changed\n`})
    repository.git('add', 'db.yaml')
    assert.equal(commit(repository, 'other.yaml').status, 0)
    assert.deepEqual(reported(repository), [])
    repository.write({'other.yaml': PLAIN})
    assert.equal(commit(repository, 'other.yaml').status, 1)
    assert.deepEqual(reported(repository), ['other.yaml'])
  })

  it('judges the work tree that it is in', () => {
    const repository = withHook()
    repository.write({'db.yaml': PLAIN})
    repository.git('add', 'db.yaml')
    const aside = path.join(path.dirname(repository.folder), 'aside')
    repository.git('worktree', 'add', '--quiet', aside, '-b', 'aside')
    const second = new GitRepository({}, aside)
    assert.deepEqual(places(second.gsec(['scan', '--staged', '--json'])), [])
    second.write({'other.yaml': PLAIN})
    second.git('add', 'other.yaml')
    assert.deepEqual(places(second.gsec(['scan', '--staged', '--json'])), ['other.yaml:6'])
    assert.deepEqual(places(second.gsec(['scan', '--json'])), ['other.yaml:6'])
    const run = second.tryGit(['commit', '--quiet', '--message', 'x'], {REPORT: report(repository)})
    assert.equal(run.status, 1)
    assert.deepEqual(reported(repository), ['other.yaml'])
  })

  it('takes the index that a variable names', () => {
    const repository = new GitRepository({'db.yaml': PLAIN})
    const env = {GIT_INDEX_FILE: path.join(repository.folder, '.git/other-index')}
    repository.tryGit(['add', 'db.yaml'], env)
    assert.deepEqual(places(repository.gsec(['scan', '--staged', '--json'], {env})), ['db.yaml:6'])
    assert.deepEqual(places(repository.gsec(['scan', '--staged', '--json'])), [])
  })
})

describe('the scan of a clone that lacks something', () => {
  function origin(): GitRepository {
    const repository = new GitRepository()
    for (const count of [1, 2, 3]) repository.commit({[`file-${count}.yaml`]: CLEAN})
    repository.git('branch', 'base', 'HEAD~1')
    repository.commit({'db.yaml': PLAIN})
    return repository
  }
  const clone = (from: GitRepository, ...args: string[]) => {
    const folder = path.join(path.dirname(from.folder), 'clone')
    from.git('clone', '--quiet', ...args, `file://${from.folder}`, folder)
    return new GitRepository({}, folder)
  }

  it('says that the base is missing from a shallow one', () => {
    const shallow = clone(origin(), '--depth=1')
    for (const base of ['origin/base', 'HEAD~1', '0123456789012345678901234567890123456789']) {
      const run = shallow.gsec(['scan', '--diff', base])
      assert.equal(run.status, 2)
      assert.equal(run.stdout, '')
      assert.match(run.stderr, /error: --diff: the base is no commit of this clone\n.*hint: the clone is shallow: fetch/)
    }
  })

  it('compares with the base itself where the history in between is missing', () => {
    const shallow = clone(origin(), '--depth=1', '--no-single-branch')
    const run = shallow.gsec(['scan', '--diff', 'origin/base', '--json'])
    assert.deepEqual(places(run), ['db.yaml:6'])
    assert.match(run.stderr, /note: the history back to the base is not in this shallow clone/)
  })

  it('works with the last two commits, as a checkout of a merge has them', () => {
    assert.deepEqual(places(clone(origin(), '--depth=2').gsec(['scan', '--diff', 'HEAD^1', '--json'])), ['db.yaml:6'])
  })

  it('counts what a sparse checkout leaves out', () => {
    const sparse = clone(origin())
    sparse.write({'keep/a.yaml': CLEAN})
    sparse.git('sparse-checkout', 'set', 'keep')
    sparse.git('sparse-checkout', 'set', '--no-cone', '/keep/')
    const run = sparse.gsec(['scan'])
    assert.match(run.stdout, /passed over 4 not checked out/)
    assert.equal(run.status, 0)
    assert.equal(sparse.gsec(['scan', '--fail-on-skipped']).status, 1)
    assert.deepEqual(places(sparse.gsec(['scan', '--diff', 'HEAD~1', '--json'])), ['db.yaml:6'])
  })

  it('leaves a submodule to its own scan, and says so', () => {
    const inner = origin()
    const outer = new GitRepository({'a.yaml': CLEAN})
    outer.git('submodule', '--quiet', 'add', `file://${inner.folder}`, 'inner')
    for (const args of [['--staged'], []]) {
      const run = outer.gsec(['scan', ...args])
      assert.equal(run.status, 0, run.stderr)
      assert.match(run.stdout, /passed over 1 of other repositories/)
    }
    assert.deepEqual(places(outer.gsec(['scan', 'inner', '--json'])), ['inner/db.yaml:6'])
  })

  it('looks at every file where git does not answer', () => {
    const repository = new GitRepository({'db.yaml': PLAIN, '.gitignore': 'ignored.yaml\n', 'ignored.yaml': PLAIN})
    rmSync(path.join(repository.folder, '.git/HEAD'))
    const run = repository.gsec(['scan', '--json'])
    assert.deepEqual(places(run), ['db.yaml:6', 'ignored.yaml:6'])
    assert.match(run.stderr, /warning: \.: git does not answer/)
    assert.equal(repository.gsec(['scan', '--staged']).status, 2)
  })
})
