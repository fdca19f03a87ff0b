// `npm ci` in a clone and an install from git build the program. Without the development packages there is nothing to build
// it with; that is no error, since the package as published needs none of them.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'

if (existsSync(new URL('../node_modules/esbuild', import.meta.url))) {
  const run = spawnSync('npm', ['run', 'build'], {stdio: 'inherit', shell: process.platform === 'win32'})
  process.exitCode = run.status ?? 1
} else process.stderr.write('gsec: note: not built, the development packages are missing; run "npm ci"\n')
