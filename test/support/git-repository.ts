import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {type Run, runGsec} from './run-gsec.js'
import {temporaryFolder} from './temporary-folder.js'

/** A real repository in a temporary folder, without the configuration of whoever runs the tests. */
export class GitRepository {
  readonly folder: string

  constructor(files: Record<string, string | Buffer> = {}, folder = path.join(temporaryFolder(), 'repository')) {
    this.folder = folder
    mkdirSync(folder, {recursive: true})
    this.git('init', '--quiet', '--initial-branch=main')
    for (const [name, value] of Object.entries({
      'user.name': 't',
      'user.email': 't@example.com',
      'core.autocrlf': 'false',
      'protocol.file.allow': 'always',
    }))
      this.git('config', name, value)
    this.write(files)
  }

  write(files: Record<string, string | Buffer>): void {
    for (const [name, data] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), {recursive: true})
      writeFileSync(path.join(this.folder, name), data)
    }
  }

  /** Writes and commits files. */
  commit(files: Record<string, string | Buffer>): void {
    this.write(files)
    this.git('add', '--all')
    this.git('commit', '--quiet', '--message', 'change')
  }

  git(...args: string[]): string {
    const {status, stdout, stderr} = this.tryGit(args)
    assert.equal(status, 0, `git ${args.join(' ')}: ${stderr}`)
    return stdout
  }

  tryGit(args: readonly string[], env: Record<string, string> = {}): Run {
    const {status, stdout, stderr} = spawnSync('git', ['-c', 'protocol.file.allow=always', ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {PATH: process.env['PATH'], HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1', ...env},
    })
    return {status, stdout, stderr}
  }

  /** Runs gsec in the repository, or in a folder below it. */
  gsec(args: readonly string[], {env = {}, below = '.'}: {env?: Record<string, string>; below?: string} = {}): Run {
    return runGsec(args, {cwd: path.join(this.folder, below), env: {HOME: this.folder, ...env}})
  }
}
