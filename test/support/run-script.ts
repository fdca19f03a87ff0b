import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync} from 'node:fs'
import path from 'node:path'
import {expand} from './expand.js'
import {type Run, runGsec} from './run-gsec.js'
import {temporaryFolder} from './temporary-folder.js'
import {parseTxtar} from './txtar.js'

const vectors = path.resolve('test/vectors')
const words = (text: string) => [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(match => match[1] ?? match[2]!)

/** One running scenario: its folder, the environment and input of the next command, and what the last command did. */
interface Scene {
  folder: string
  /** Where gsec is run. */
  workingFolder: string
  env: Record<string, string>
  input: string | Buffer
  last: Run
}

type Verb = (scene: Scene, rest: string, negated: boolean, exit: number) => void

/**
 * What a line of a scenario may say. Paths are relative to the scenario's folder.
 *
 *     [exit N] gsec ARG…         run gsec; without `exit` it must end with 0. "…" holds spaces
 *     cd FOLDER                  run later gsec there; `cd .` is the scenario's folder again
 *     stdin FILE                 input of the next gsec
 *     env NAME=VALUE             for all later gsec
 *     [!] stdout|stderr 'REGEX'  what the last gsec printed (multi-line mode)
 *     cmp A B                    same bytes; `stdout` and `stderr` are names of files here
 *     [!] grep 'REGEX' FILE      the file's content (multi-line mode)
 *     [!] exists FILE            a file or folder is there
 *     mode BITS FILE             its permission bits, octal (not on Windows, which has none)
 *     vector NAME FILE           copy test/vectors/NAME here
 *     git ARG…                   run git; must end with 0
 *     mkdir FOLDER · link TARGET NAME · copy FROM TO
 */
const verbs: Record<string, Verb> = {
  gsec(scene, rest, _negated, exit) {
    scene.last = runGsec(words(rest), {cwd: scene.workingFolder, env: scene.env, input: scene.input})
    scene.input = ''
    assert.equal(scene.last.status, exit, `ended with ${scene.last.status}\n${scene.last.stdout}${scene.last.stderr}`)
  },
  cd(scene, rest) {
    scene.workingFolder = path.join(scene.folder, rest)
  },
  stdin(scene, rest) {
    scene.input = readFileSync(path.join(scene.folder, rest))
  },
  env(scene, rest) {
    const [name = '', value = ''] = rest.split(/=(.*)/s)
    scene.env[name] = value
  },
  stdout: (scene, rest, negated) => expectMatch(scene.last.stdout, rest, negated),
  stderr: (scene, rest, negated) => expectMatch(scene.last.stderr, rest, negated),
  cmp(scene, rest) {
    const [left = '', right = ''] = words(rest)
    assert.equal(read(scene, left), read(scene, right))
  },
  grep(scene, rest, negated) {
    const [, pattern = '', file = ''] = /^('.*') (\S+)$/.exec(rest) ?? []
    expectMatch(read(scene, file), pattern, negated)
  },
  exists(scene, rest, negated) {
    assert.equal(existsSync(path.join(scene.folder, rest)), !negated)
  },
  mode(scene, rest) {
    const [bits = '', file = ''] = words(rest)
    const {mode} = statSync(path.join(scene.folder, file))
    if (process.platform !== 'win32') assert.equal((mode & 0o777).toString(8), bits)
  },
  vector(scene, rest) {
    const [name = '', file = ''] = words(rest)
    mkdirSync(path.dirname(path.join(scene.folder, file)), {recursive: true})
    copyFileSync(path.join(vectors, name), path.join(scene.folder, file))
  },
  git(scene, rest) {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main', '-c', 'core.autocrlf=false']
    const run = spawnSync('git', [...identity, ...words(rest)], {
      cwd: scene.folder,
      encoding: 'utf8',
      env: {...process.env, HOME: scene.folder},
    })
    assert.equal(run.status, 0, run.stderr)
  },
  mkdir(scene, rest) {
    mkdirSync(path.join(scene.folder, rest), {recursive: true})
  },
  copy(scene, rest) {
    const [from = '', to = ''] = words(rest)
    copyFileSync(path.join(scene.folder, from), path.join(scene.folder, to))
  },
  link(scene, rest) {
    const [target = '', name = ''] = words(rest)
    symlinkSync(target, path.join(scene.folder, name))
  },
}

/** Runs a scenario: the script's lines in an empty folder that holds the files below the script. */
export function runScript(text: string, seed: string): void {
  const {script, files} = parseTxtar(expand(text, seed))
  const folder = temporaryFolder(Object.fromEntries(files))
  const scene: Scene = {
    folder,
    workingFolder: folder,
    env: {},
    input: '',
    last: {status: null, stdout: '', stderr: ''},
  }
  for (const [index, raw] of script.split('\n').entries()) {
    const line = raw.trim()
    if (!line || line.startsWith('#')) continue
    const [, not, exit = '0', name = '', rest = ''] = /^(?:(!) |exit (\d+) )?(\w+) ?(.*)$/.exec(line) ?? []
    const verb = verbs[name]
    assert.ok(verb, `line ${index + 1}: unknown verb: ${line}`)
    try {
      verb(scene, rest, not !== undefined, Number(exit))
    } catch (error) {
      throw new assert.AssertionError({
        message: `line ${index + 1}: ${line}\n${(error as Error).message}`,
        ...(error instanceof assert.AssertionError && {actual: error.actual, expected: error.expected}),
      })
    }
  }
}

function read(scene: Scene, name: string): string {
  return name === 'stdout' || name === 'stderr' ? scene.last[name] : readFileSync(path.join(scene.folder, name), 'utf8')
}

function expectMatch(text: string, quoted: string, negated: boolean): void {
  assert.match(quoted, /^'.*'$/, 'a pattern stands in single quotes')
  assert.equal(new RegExp(quoted.slice(1, -1), 'm').test(text), !negated, text)
}
