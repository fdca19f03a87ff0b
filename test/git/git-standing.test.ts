import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {gitStanding} from '../../src/git/git-standing.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const isPosix = process.platform !== 'win32'

function repository(files: Record<string, string> = {}): string {
  const folder = temporaryFolder(files)
  git(folder, 'init', '--quiet')
  return folder
}

function git(folder: string, ...args: string[]): void {
  const run = spawnSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {encoding: 'utf8'})
  assert.equal(run.status, 0, run.stderr)
}

describe('what git would make of a file', () => {
  it('outside of any repository: nothing', () => {
    assert.equal(gitStanding(path.join(temporaryFolder(), 'tls.key')), 'outside')
  })

  it('in a folder that is not there yet: as in the nearest one that is', () => {
    const folder = repository({'.gitignore': 'out/\n'})
    assert.equal(gitStanding(path.join(folder, 'new/deep/tls.key')), 'committable')
    assert.equal(gitStanding(path.join(folder, 'out/deep/tls.key')), 'ignored')
    assert.equal(gitStanding(path.join(temporaryFolder(), 'new/tls.key')), 'outside')
  })

  for (const {name, rule, file, expected} of [
    {name: 'no rule', rule: '', file: 'tls.key', expected: 'committable'},
    {name: 'a rule for it', rule: '*.key', file: 'tls.key', expected: 'ignored'},
    {name: 'a rule for its folder', rule: 'keys/', file: 'keys/tls.key', expected: 'ignored'},
    {name: 'a rule that is taken back', rule: '*.key\n!tls.key', file: 'tls.key', expected: 'committable'},
    {name: 'a rule for another name', rule: '*.pem', file: 'tls.key', expected: 'committable'},
    {name: 'a name like a pattern of git', rule: '*.key', file: ':(top)x.key', expected: isPosix ? 'ignored' : 'committable'},
    {name: 'a name like a flag', rule: '-*', file: '--stdin', expected: 'ignored'},
    {name: 'a name with blanks and letters beyond ASCII', rule: 'mój*', file: 'mój klucz', expected: 'ignored'},
  ]) {
    it(`${name}: ${expected}`, function () {
      if (!isPosix && file.includes(':')) this.skip()
      const folder = repository({'.gitignore': `${rule}\n`, 'keys/x': ''})
      assert.equal(gitStanding(path.join(folder, file)), expected)
    })
  }

  it('tracked already, although ignored: it would be committed', () => {
    const folder = repository({'.gitignore': '*.key\n', 'tls.key': ''})
    git(folder, 'add', '--force', 'tls.key')
    assert.equal(gitStanding(path.join(folder, 'tls.key')), 'committable')
  })

  it('inside of .git: nothing', () => {
    const folder = repository()
    assert.equal(gitStanding(path.join(folder, '.git', 'tls.key')), 'outside')
  })

  it('relative to the working directory', () => {
    const folder = repository({'.gitignore': '*.key\n'})
    const before = process.cwd()
    process.chdir(folder)
    try {
      assert.equal(gitStanding('tls.key'), 'ignored')
      assert.equal(gitStanding('tls.pem'), 'committable')
    } finally {
      process.chdir(before)
    }
  })

  it('does not listen to the variables of a hook that runs for another repository', () => {
    const [other, ours, none] = [repository(), repository({'.gitignore': '*.key\n'}), temporaryFolder()]
    process.env.GIT_DIR = path.join(other, '.git')
    process.env.GIT_WORK_TREE = other
    try {
      assert.equal(gitStanding(path.join(none, 'tls.key')), 'outside')
      assert.equal(gitStanding(path.join(ours, 'tls.key')), 'ignored')
    } finally {
      delete process.env.GIT_DIR
      delete process.env.GIT_WORK_TREE
    }
  })

  it('cannot be known where there is a repository, but no git that answers', () => {
    const broken = temporaryFolder({'.git': 'gitdir: /nowhere\n'})
    assert.equal(gitStanding(path.join(broken, 'sub/tls.key')), 'unknown')
    const PATH = process.env.PATH
    process.env.PATH = temporaryFolder()
    try {
      assert.equal(gitStanding(path.join(repositoryWithoutGit(), 'tls.key')), 'unknown')
      assert.equal(gitStanding(path.join(temporaryFolder(), 'tls.key')), 'outside')
    } finally {
      process.env.PATH = PATH
    }
  })

  if (isPosix) {
    it('by way of links: where writing would follow them to', () => {
      const folder = repository({'.gitignore': '*.key\n'})
      const outside = temporaryFolder()
      symlinkSync(outside, path.join(folder, 'out'))
      symlinkSync(folder, path.join(outside, 'in'))
      symlinkSync(path.join(folder, 'plain'), path.join(outside, 'dangling'))
      assert.equal(gitStanding(path.join(folder, 'out/plain')), 'outside')
      assert.equal(gitStanding(path.join(outside, 'in/plain')), 'committable')
      assert.equal(gitStanding(path.join(outside, 'in/x.key')), 'ignored')
      assert.equal(gitStanding(path.join(outside, 'dangling')), 'committable')
      symlinkSync('circle', path.join(outside, 'circle'))
      assert.equal(gitStanding(path.join(outside, 'circle')), 'outside')
    })
  }

  it('in a repository inside of another: as the inner one says', () => {
    const folder = repository({'.gitignore': 'inner/\n', 'inner/.gitignore': '*.key\n'})
    git(path.join(folder, 'inner'), 'init', '--quiet')
    assert.equal(gitStanding(path.join(folder, 'inner/plain')), 'committable')
    assert.equal(gitStanding(path.join(folder, 'inner/x.key')), 'ignored')
  })
})

function repositoryWithoutGit(): string {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, '.git'))
  writeFileSync(path.join(folder, '.git/HEAD'), 'ref: refs/heads/main\n')
  return folder
}
